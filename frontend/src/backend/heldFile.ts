import type { Backend } from './backend';

/**
 * A file that was dropped where the page cannot read it: WebKitGTK keeps the bytes
 * to itself. Go holds it under a key, which is sent in place of them.
 */
export class HeldFile extends File {
  readonly key: string;

  constructor(key: string, name: string) {
    super([], name);
    this.key = key;
  }
}

/** Calls back with the files that were dropped that way. Returns a function that stops. */
export function onHeldFiles(backend: Backend, take: (files: { data: HeldFile; name: string }[]) => void) {
  return backend.onNotice((notice) => {
    if (notice.kind !== 'dropped') return;
    take(notice.files.map(({ key, name }) => ({ data: new HeldFile(key, name), name })));
  });
}
