import { expect, it } from 'vitest';
import { tellsNothing } from './pastedPictures';
import { textIn } from './pastedText';

it('reads the text of a paste once, however many ask for it', () => {
  let reads = 0;
  const getData = () => {
    reads += 1;
    return 'a log';
  };
  const event = Object.assign(new Event('paste'), {
    clipboardData: { files: [], getData },
  }) as unknown as ClipboardEvent;
  expect(tellsNothing(event)).toBe(false);
  expect(textIn(event)).toBe('a log');
  expect(textIn(event)).toBe('a log');
  expect(reads).toBe(1);
});
