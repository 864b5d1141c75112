import { expect, it } from 'vitest';
import { nameTab } from './keys';

it('names Tab with Shift where the window does not', () => {
  nameTab();
  const heard: string[] = [];
  document.body.addEventListener('keydown', ({ key }) => heard.push(key));
  for (const [key, code] of [
    ['Unidentified', 'Tab'],
    ['Tab', 'Tab'],
    ['Unidentified', 'KeyA'],
  ] as const)
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));
  expect(heard).toEqual(['Tab', 'Tab', 'Unidentified']);
});
