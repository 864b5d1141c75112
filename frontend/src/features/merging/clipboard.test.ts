import { describe, expect, it } from 'vitest';
import { pageOn } from './clipboard';

describe('pageOn', () => {
  it.each([
    ['nothing', { html: '', text: ' \n' }, undefined],
    ['a wiki page', { html: '<h1>Trigger</h1>', text: 'Trigger\nIt ran out.' }, 'pasted.html'],
    [
      'Markdown from an editor',
      { html: '<div style="color:#fff"># T</div>', text: '# T\n\nIt.' },
      'pasted.md',
    ],
    ['Markdown with front matter', { html: '<div>---</div>', text: '---\ntitle: T\n---\nIt.' }, 'pasted.md'],
    ['plain text', { html: '', text: 'It ran out.' }, 'pasted.md'],
    ['a storage format', { html: '<pre>…</pre>', text: '<p>a</p><ac:task-list/>' }, 'pasted.xml'],
    ['source of HTML', { html: '<pre>…</pre>', text: ' <h1>Trigger</h1>' }, 'pasted.html'],
  ])('takes %s', (_, carried, name) => {
    const page = pageOn(carried);
    expect(page?.name).toBe(name);
    if (name === 'pasted.html' && carried.text.startsWith('Trigger')) expect(page?.data).toBe(carried.html);
    else if (page) expect(page.data).toBe(carried.text);
  });
});
