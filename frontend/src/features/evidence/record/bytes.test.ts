import { expect, it } from 'vitest';
import { bytesOf, hexLines, visible } from './bytes';

it('shows what does not print by what it is', () => {
  expect(visible('a\u0000\tb\u001b[31m\r\n\u007f')).toBe('a␀\tb␛[31m␍\n␡');
});

it('dumps sixteen bytes a line from where they stand', () => {
  const bytes = bytesOf(btoa('GET /caf\u00e9 HTTP/1.1\n'));
  expect(hexLines(bytes, 256)).toEqual([
    { offset: '00000100', hex: '47 45 54 20 2f 63 61 66 e9 20 48 54 54 50 2f 31', text: 'GET /caf· HTTP/1' },
    { offset: '00000110', hex: '2e 31 0a', text: '.1·' },
  ]);
  expect(hexLines(new Uint8Array(), 0)).toEqual([]);
});
