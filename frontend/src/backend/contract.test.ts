import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// The page reaches Go by a rule of names (see remote.ts), so nothing but this
// notices when a method of one side is renamed or takes other arguments. The
// declarations are generated from the bound Go structs.
const folder = 'wailsjs/go/app';

/** What goes over the asset handler instead of a call. */
const bytes = [
  ...['paste', 'pictureURL', 'thumbnailURL', 'originalURL'].map((name) => `evidence.${name}`),
  'library.dropBundle',
  'merging.take',
];

function bound(): Map<string, number> {
  const methods = new Map<string, number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.d.ts'))) {
    const noun = file.replace('.d.ts', '').toLowerCase();
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    for (const [, name = '', args = ''] of text.matchAll(/export function (\w+)\((.*?)\):/g)) {
      methods.set(
        `${noun}.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
        args === '' ? 0 : args.split(',').length,
      );
    }
  }
  return methods;
}

describe('the seam to Go', () => {
  it('names exactly the methods that are bound, with as many arguments as Go takes', () => {
    const text = readFileSync('src/backend/backend.ts', 'utf8');
    let noun = '';
    const declared = new Map<string, number>();
    for (const [, opened, method, args = ''] of text.matchAll(/^ {2}(\w+): \{$|^ {4}(\w+)\(([^)]*)\):/gm)) {
      if (opened) noun = opened;
      const count = args.split(',').filter((arg) => arg.trim() !== '').length;
      if (method && !bytes.includes(`${noun}.${method}`)) declared.set(`${noun}.${method}`, count);
    }
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(bound()));
  });
});
