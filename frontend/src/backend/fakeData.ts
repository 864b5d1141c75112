import type { Content, Entry, Evidence, Instant, Level, Reading, Section } from './types';

/**
 * The retrospective that the frontend is designed with: an outage whose third
 * occurrence taught something, with logs, a chat and a graph as evidence. Its
 * dates lie a few days before `now`, so that what is due soon is due soon.
 */

const minute = 60_000;

/** The error rate of the order service, as a picture that needs no file. */
export const graph = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="240" viewBox="0 0 720 240"><rect width="720" height="240" fill="#fff"/>' +
    '<path d="M10 190 L330 184 L350 178 L370 70 L450 60 L560 66 L710 62" fill="none" stroke="#b3261e" stroke-width="3"/>' +
    '<path d="M10 204 L710 198" fill="none" stroke="#0b6b78" stroke-width="2"/>' +
    '<path d="M370 10 V230" stroke="#888" stroke-dasharray="4 5"/></svg>',
)}`;

export interface Sample {
  content: Content;
  readings: Record<string, Reading>;
  entries: Entry[];
}

export function sample(now: Date): Sample {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() - 5);
  day.setUTCHours(0, 0, 0, 0);
  const at = (clock: string, precision: Instant['precision'] = 'second', offset = 0): Instant => ({
    at: new Date(day.getTime() + clockToMilliseconds(clock) + offset * 24 * 60 * minute).toISOString(),
    zone: 'Z',
    precision,
  });

  const evidence = evidenceList(day.toISOString(), at);
  const entries = entriesOf(at);
  const content: Content = {
    title: 'Orders stop saving: integer key exhausted, third time',
    template: 'jobber',
    zones: ['UTC', 'Europe/Berlin'],
    sections: sections(),
    events: [
      {
        id: 'ev-1',
        at: at('09:12:00'),
        kind: 'change',
        title: 'Deploy 4f2c1a: order export job',
        citations: [{ evidence: 'e-7', fromLine: 4, toLine: 4 }],
      },
      {
        id: 'ev-2',
        at: at('10:02:03.412', 'millisecond'),
        kind: 'trigger',
        title: 'Integer out of range on orders.id',
        body: 'The framework’s default key type was never questioned: the table was new and small.',
        knownAt: at('10:09:00', 'minute'),
        citations: [{ evidence: 'e-2', fromLine: 612, toLine: 613 }],
        diveIn: true,
      },
      {
        id: 'ev-3',
        at: at('10:02:03.412', 'millisecond'),
        end: at('11:24:40'),
        kind: 'impact',
        title: 'No order can be saved',
        citations: [{ evidence: 'e-3', fromLine: 20, toLine: 940 }],
      },
      {
        id: 'ev-4',
        at: at('10:02:51'),
        kind: 'detection',
        title: 'Support sees 500s on checkout',
        actor: { role: 'support', name: 'Dana' },
        citations: [{ evidence: 'e-1', fromLine: 2, toLine: 2 }],
      },
      {
        id: 'ev-5',
        at: at('10:06:00', 'minute'),
        kind: 'observation',
        title: 'Error rate stands at 100 % for writes',
        citations: [{ evidence: 'e-5' }],
      },
      {
        id: 'ev-6',
        at: at('10:09:44'),
        kind: 'diagnosis',
        title: 'The key is an int; seen before in 2023 and 2024',
        interpretation: true,
        actor: { role: 'on call', name: 'Priya' },
        citations: [{ evidence: 'e-1', fromLine: 6, toLine: 6 }],
      },
      {
        id: 'ev-7',
        at: at('10:33:12'),
        end: at('11:24:37'),
        kind: 'action',
        title: 'orders.id altered to bigint, table locked',
        citations: [{ evidence: 'e-2', fromLine: 1004, toLine: 1005 }],
      },
      {
        id: 'ev-8',
        at: at('11:24:40'),
        kind: 'resolution',
        title: 'Writes are back',
        citations: [{ evidence: 'e-1', fromLine: 11, toLine: 11 }],
      },
    ],
    factors: [
      { id: 'f-1', title: 'Framework default: 32-bit keys', confidence: 'known' },
      { id: 'f-2', title: 'No measure of remaining range', confidence: 'known' },
      { id: 'f-3', title: 'Fixes were local, twice', confidence: 'likely' },
    ],
    actionItems: [
      {
        id: 'a-1',
        title: 'Alert at 70 % of key range',
        state: 'do-now',
        owner: 'Sam O.',
        size: 'small',
        audience: 'engineering',
        ticket: 'OPS-412',
      },
      {
        id: 'a-2',
        title: 'bigint keys everywhere',
        state: 'big-bet',
        owner: 'Lee W.',
        size: 'platform',
        audience: 'engineering',
      },
      {
        id: 'a-3',
        title: 'Say on the status page what customers should do with their carts',
        state: 'remediation',
        audience: 'support',
      },
      {
        id: 'a-4',
        title: 'Lint migrations for 32-bit keys',
        state: 'do-now',
        owner: 'Priya N.',
        size: 'small',
        audience: 'engineering',
        ticket: 'OPS-413',
      },
      {
        id: 'a-5',
        title: 'Replay failed carts by itself',
        state: 'if-we-have-time',
        size: 'project',
        audience: 'product',
      },
      {
        id: 'a-6',
        title: 'Turn the order service into append-only events',
        state: 'wont',
        size: 'impossible',
        reason: 'Too far from this failure.',
      },
      {
        id: 'a-7',
        title: 'Send the default upstream as a pull request',
        state: 'remediation',
        audience: 'community',
      },
    ],
    participants: [
      { id: 'p-1', name: 'Sam O.', roles: ['facilitator'], department: 'Platform' },
      { id: 'p-2', name: 'Priya N.', roles: ['lead investigator'], department: 'Orders' },
      {
        id: 'p-3',
        name: 'Lee W.',
        roles: ['most involved', 'responder'],
        department: 'Orders',
        why: 'widened the column',
      },
      {
        id: 'p-4',
        name: 'Dana K.',
        roles: ['customer representative'],
        department: 'Support',
        why: 'saw it first',
      },
      { id: 'p-5', name: 'Ines R.', roles: ['product representative'], department: 'Product' },
    ],
    debrief: {
      at: at('14:02:00', 'minute', 7),
      minutes: 60,
      place: 'Zoom, link in the invitation',
      notes: [],
    },
    evidence,
  };
  return { content, readings: readingsOf(evidence, entries, at), entries };
}

function clockToMilliseconds(clock: string): number {
  const [hours = '0', minutes = '0', seconds = '0'] = clock.split(':');
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
}

function sections(): Section[] {
  const section = (
    id: string,
    heading: string,
    prompt: string,
    body: string,
    block?: Section['block'],
  ): Section => ({
    id,
    heading,
    prompt,
    body,
    ...(block ? { block } : {}),
  });
  return [
    section(
      's-1',
      'Impact and Scope',
      'How many were affected, what did they feel, and for how long?',
      'For **1 hour and 22 minutes** no customer could place an order. About 4,100 carts were affected; 3,920 of them were ordered later the same day.\n\nSupport answered 312 conversations. Nobody lost money that was not returned within the day.',
      'figures',
    ),
    section(
      's-2',
      'Trigger',
      'What set it off, on that day?',
      'The key of `orders` reached 2,147,483,647 and the next insert was refused.',
    ),
    section(
      's-3',
      'Resolution',
      'What ended it, and how was that found?',
      'The column was widened to `bigint` while the table was locked. The lock held for 51 minutes because every row had to be written again.\n\n- 10:33 the migration starts\n- 11:24 the first insert succeeds',
    ),
    section('s-4', 'Timeline of events', 'What happened, as it was known then?', '', 'timeline'),
    section(
      's-5',
      'Root Cause',
      'Which conditions had to come together? Name several; none of them is a person.',
      'Three conditions met. The primary key of `orders` had been created with the framework’s default integer type. Nothing measured how much of its range was left. And when the same thing happened in [March 2023](https://wiki.example.com/retro/2023-03), Dana should have changed every other table as well.\n\n[The first failed insert](evidence/e-2#L612-L613)\n\nThe repair each time was small and quick, which is why it was never anyone’s project: widen one column, note it, go on. The pattern across the three incidents was visible only when they were laid side by side.',
    ),
    section(
      's-6',
      'What went well',
      'What should we keep doing? Include luck, and say that it was luck.',
      'Support told us before any alert did, and posted the affected carts within four minutes.',
    ),
    section('s-7', 'What didn’t go well', 'Where did the work get harder than it had to be?', ''),
    section('s-8', 'Action items', 'What was decided, and who owns it?', '', 'action-items'),
    section('s-9', 'If we have time', 'What is worth doing but will not be a ticket?', '', 'if-we-have-time'),
    section(
      's-10',
      'Data & Analysis',
      'Which graphs and logs carry the story?',
      '![Error rate of the order service](evidence/e-5)',
      'gallery',
    ),
  ];
}

function evidenceList(
  addedAt: string,
  at: (clock: string, precision?: Instant['precision']) => Instant,
): Evidence[] {
  const log = (id: string, label: string, format: string, colour: number, size: number): Evidence => ({
    id,
    kind: format === 'slack' ? 'chat' : 'log',
    label,
    hash: `hash-${id}`,
    size,
    mediaType: 'text/plain',
    addedAt,
    reference: addedAt,
    format,
    colour,
  });
  const picture = (id: string, label: string, caption: string, clock: string): Evidence => ({
    id,
    kind: 'screenshot',
    label,
    hash: `hash-${id}`,
    size: 84_512,
    mediaType: 'image/png',
    addedAt,
    reference: addedAt,
    colour: 4,
    caption,
    shownAt: at(clock, 'minute'),
  });
  return [
    log('e-1', '#incident-orders', 'slack', 0, 4_210),
    log('e-2', 'postgres primary', 'postgres', 1, 412_000),
    log('e-3', 'router', 'heroku_logplex', 2, 3_100_000),
    log('e-4', 'orders api', 'json_lines', 3, 9_700_000),
    picture('e-5', 'Error rate', 'Error rate, orders', '10:06:00'),
    picture('e-6', 'pg connections', '', '10:21:00'),
    log('e-7', 'deploys', 'git_log', 5, 1_204),
  ];
}

type At = (clock: string, precision?: Instant['precision']) => Instant;

/** Numbers that look random and are the same every time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function entriesOf(at: At): Entry[] {
  const entries: Omit<Entry, 'index'>[] = [];
  const add = (
    evidence: string,
    when: Instant,
    text: string,
    line: number,
    more: Partial<Pick<Entry, 'level' | 'actor' | 'lines' | 'repeats' | 'events'>> = {},
  ) =>
    entries.push({
      evidence,
      at: when.at,
      written: when.at.replace('T', ' ').replace('Z', ' UTC'),
      zone: 'Z',
      precision: when.precision,
      level: '',
      actor: '',
      text,
      line,
      lines: 1,
      format: formatOf[evidence] ?? 'text',
      events: [],
      repeats: 1,
      ...more,
    });

  add('e-7', at('09:12:00'), '4f2c1a order export job', 4, { actor: 'Lee W.', events: ['ev-1'] });
  add(
    'e-2',
    at('10:02:03.412', 'millisecond'),
    'ERROR: integer out of range\nSTATEMENT: INSERT INTO orders (cart_id, total_cents) VALUES ($1, $2)',
    612,
    {
      level: 'error',
      lines: 2,
      events: ['ev-2'],
    },
  );
  add(
    'e-4',
    at('10:02:03.418', 'millisecond'),
    'insert failed code=22003 table=orders pkey=2147483647',
    9001,
    { level: 'error', repeats: 312 },
  );
  add(
    'e-3',
    at('10:02:04'),
    'at=error code=H18 desc="Server Request Interrupted" method=POST path="/orders"',
    20,
    {
      level: 'error',
      repeats: 97,
      events: ['ev-3'],
    },
  );
  const chat: [string, string, string, string[]][] = [
    ['10:02:51', 'Dana', 'seeing 500s on checkout, anyone deploying?', ['ev-4']],
    ['10:03:20', 'Lee', 'no deploy since 09:12. looking at the db', []],
    ['10:05:02', 'Dana', 'carts affected: 41 so far, list in the ticket', []],
    ['10:08:11', 'Sam', 'writes only, reads are fine', []],
    ['10:09:44', 'Priya', 'it is the key. orders.id is an int. we have seen this before', ['ev-6']],
    ['10:33:02', 'Lee', 'running the ALTER now, this will lock the table', []],
    ['11:20:00', 'Sam', 'still rewriting, 96 %', []],
    ['11:24:40', 'Lee', 'writes are back. watching', ['ev-8']],
  ];
  for (const [index, [clock, actor, text, events]] of chat.entries())
    add('e-1', at(clock), text, index + 2, { actor, events });
  add('e-5', at('10:06:00', 'minute'), '', 0, { events: ['ev-5'] });
  add('e-6', at('10:21:00', 'minute'), '', 0);
  add('e-2', at('10:33:12'), 'LOG: statement: ALTER TABLE orders ALTER COLUMN id TYPE bigint', 1004, {
    events: ['ev-7'],
  });
  add('e-2', at('11:24:37'), 'LOG: duration: 3084551.220 ms', 1005, { events: ['ev-7'] });

  const next = sequence(7);
  for (let number = 0; number < 6000; number += 1) {
    const minutes = 9 * 60 + next() * 150;
    if (minutes > 610 && minutes < 633 && next() > 0.1) continue;
    const clock = `${String(Math.floor(minutes / 60))}:${String(Math.floor(minutes % 60))}:${(next() * 60).toFixed(3)}`;
    const failing = minutes > 602 && minutes < 684 && next() > 0.55;
    const source = next() > 0.4 ? 'e-4' : 'e-3';
    const level: Level = failing ? 'error' : next() > 0.96 ? 'warn' : 'info';
    const path = failing
      ? '/orders'
      : ['/', '/cart', '/search?q=lamp', '/products/912'][Math.floor(next() * 4)];
    add(
      source,
      at(clock, 'millisecond'),
      `method=${failing ? 'POST' : 'GET'} path="${path ?? ''}" status=${failing ? '500' : '200'} service=${String(Math.floor(next() * 90))}ms`,
      number + 1,
      { level },
    );
  }
  return entries
    .sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .map((entry, index) => ({ ...entry, index }));
}

const formatOf: Record<string, string> = {
  'e-1': 'slack',
  'e-2': 'postgres',
  'e-3': 'heroku_logplex',
  'e-4': 'json_lines',
  'e-7': 'git_log',
};

function readingsOf(evidence: Evidence[], entries: Entry[], at: At): Record<string, Reading> {
  const readings: Record<string, Reading> = {};
  for (const one of evidence) {
    const own = entries.filter((entry) => entry.evidence === one.id);
    const format = formatOf[one.id] ?? '';
    readings[one.id] = {
      format,
      formats: format ? { [format]: own.length } : {},
      entries: one.kind === 'screenshot' ? 0 : own.length,
      lines: own.length,
      bytes: one.size,
      first: at('09:00:00'),
      last: at('11:30:00'),
      zone: one.id === 'e-7' ? '' : 'UTC',
      questions: one.id === 'e-7' ? ['zone'] : [],
      ...(one.kind === 'screenshot' ? { picture: { width: 1280, height: 480 } } : {}),
    };
  }
  return readings;
}
