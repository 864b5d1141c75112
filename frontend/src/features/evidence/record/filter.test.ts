import { describe, expect, it } from 'vitest';
import { finderOf, highlight, parseFilter, patternOf, withActor } from './filter';

const evidence = [
  { id: 'e-1', label: '#incident' },
  { id: 'e-2', label: 'postgres primary' },
  { id: 'e-3', label: 'postgres replica' },
];

describe('parseFilter', () => {
  it.each([
    ['', {}],
    ['timed out', { text: 'timed out' }],
    ['  timed   out ', { text: 'timed out' }],
    ['/time(d )?out/', { text: '/time(d )?out/' }],
    ['/a\\/b/ level:warn', { text: '/a\\/b/', levels: ['warn'] }],
    ['/cart', { text: '/cart' }],
    ['/cart /orders', { text: '/cart /orders' }],
    ['level:error', { levels: ['error', 'fatal'] }],
    ['level:ERR,warning', { levels: ['error', 'fatal', 'warn'] }],
    ['level:error level:fatal', { levels: ['error', 'fatal'] }],
    ['source:REPLICA lag', { text: 'lag', sources: ['e-3'] }],
    ['source:postgres', { sources: ['e-2', 'e-3'] }],
    ['source:"postgres primary" key', { text: 'key', sources: ['e-2'] }],
    ['source:', {}],
    ['actor:dana 502', { text: '502', actor: 'dana' }],
    ['Actor:"Dana K."', { actor: 'Dana K.' }],
    ['key:value', { text: 'key:value' }],
    ['level:loud', { problem: 'there is no level “loud”' }],
    ['source:nginx', { problem: 'no source is called “nginx”' }],
    [
      '/a/ b',
      { text: '/a/', problem: 'a regular expression stands alone, beside level:, source: and actor: only' },
    ],
  ])('reads %j', (written, expected) => {
    expect(parseFilter(written, evidence)).toEqual({
      text: '',
      levels: [],
      sources: [],
      actor: '',
      problem: '',
      ...expected,
    });
  });
});

describe('highlight', () => {
  const marked = (text: string, filter: string) =>
    highlight(text, finderOf(filter))
      .map((piece) => (piece.match ? `[${piece.text}]` : piece.text))
      .join('');

  it.each([
    ['nothing asked', '', 'nothing asked'],
    ['Timed out, timed out', 'timed', '[Timed] out, [timed] out'],
    ['a (b) c', '(b)', 'a [(b)] c'],
    ['GET /cart 502', '/5\\d\\d/', 'GET /cart [502]'],
    ['one two, One Two', 'one two', '[one two], [One Two]'],
    ['as it is', '/(?P<go>x)/', 'as it is'],
    ['empty matches', '/x*/', 'empty matches'],
    ['', 'word', ''],
  ])('marks %j for %j', (text, filter, expected) => {
    expect(marked(text, filter)).toBe(expected);
  });
});

it.each([
  ['', 'web-1', 'actor:web-1'],
  ['level:error  timed out', 'Dana K.', 'level:error timed out actor:"Dana K."'],
  ['actor:"Dana K." /5\\d\\d/', 'lee', '/5\\d\\d/ actor:lee'],
  ['timed actor:lee out', '', 'timed out'],
])('changes %j to the entries of %j', (written, actor, expected) => {
  expect(withActor(written, actor)).toBe(expected);
});

it.each([
  [{ text: 'a.b', regexp: false, case: false }, 'A.B', true],
  [{ text: 'a.b', regexp: false, case: true }, 'A.B', false],
  [{ text: 'a.b', regexp: true, case: false }, 'AxB', true],
  [{ text: '^b$', regexp: true, case: false }, 'a\nb', true],
])('looks for %j in %j: %s', (wanted, text, expected) => {
  expect(patternOf(wanted)?.test(text)).toBe(expected);
});
