import { expect, it } from 'vitest';
import { undecidedIn } from './undecided';

it.each([
  ['', 0],
  ['We spoke of **Conflict 1.** at length', 0],
  ['Ours.\n\n> [!IMPORTANT]\n> **Conflict 1.** The edited page says here:\n>\n> Theirs.', 1],
  ['> [!IMPORTANT]\n> **Conflict 1.** It\n\n> [!IMPORTANT]\n> **Conflict 27560.** It', 2],
])('counts the marks in %j', (body, count) => {
  expect(undecidedIn(body)).toBe(count);
});
