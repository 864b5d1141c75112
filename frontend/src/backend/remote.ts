import type { Backend } from './backend';
import { toBackendError } from './error';
import { HeldFile } from './heldFile';
import type { Added, Brought, Evidence, Notice, Opened, Page, Region } from './types';

type Listener = (notice: Notice) => void;

/** What differs between the ways to reach Go. */
export interface Wire {
  /** Calls a method of a bound struct; may reject with anything. */
  call: (noun: string, method: string, args: unknown[]) => Promise<unknown>;
  /** Headers that bytes need beside their body. */
  headers: Record<string, string>;
  /** Where bytes are posted to, where that is not the page's own server. */
  origin?: string;
  /** Returns a function that stops listening. */
  listen: (listener: Listener) => () => void;
}

/**
 * Builds the Backend over a wire. A method has the same name on both sides, in
 * Go with a capital, so the mapping is a rule and not a table: `library.setZones`
 * is `Library.SetZones`. Bytes never go through a call; they are posted to the
 * asset handler.
 */
export function remoteBackend(wire: Wire): Backend {
  const noun = <N extends keyof Backend>(name: N) =>
    new Proxy({} as object & Backend[N], {
      get: (_, method) =>
        typeof method === 'string'
          ? async (...args: unknown[]) => {
              try {
                return await wire.call(capital(name), capital(method), args);
              } catch (thrown) {
                throw toBackendError(thrown);
              }
            }
          : undefined,
    });

  const evidence = noun('evidence');
  const library = noun('library');
  const merging = noun('merging');
  const debrief = noun('debrief');
  return {
    library: withBytes(library, {
      dropBundle: (data, name) => post<Opened>(wire, `/bundle?${pasteQuery(data, name)}`, data),
    }),
    evidence: {
      update: (...args) => evidence.update(...args),
      preview: (...args) => evidence.preview(...args),
      annotate: (...args) => evidence.annotate(...args),
      choose: (...args) => evidence.choose(...args),
      takeLog: (...args) => evidence.takeLog(...args),
      around: (...args) => evidence.around(...args),
      lookAtNew: (...args) => evidence.lookAtNew(...args),
      remove: (...args) => evidence.remove(...args),
      window: (...args) => evidence.window(...args),
      readFilter: (...args) => evidence.readFilter(...args),
      withActor: (...args) => evidence.withActor(...args),
      findRows: (...args) => evidence.findRows(...args),
      stopFind: (...args) => evidence.stopFind(...args),
      resumeFind: (...args) => evidence.resumeFind(...args),
      stopSearch: (...args) => evidence.stopSearch(...args),
      resumeSearch: (...args) => evidence.resumeSearch(...args),
      cite: (...args) => evidence.cite(...args),
      actors: (...args) => evidence.actors(...args),
      histogram: (...args) => evidence.histogram(...args),
      entryDetail: (...args) => evidence.entryDetail(...args),
      entryBytes: (...args) => evidence.entryBytes(...args),
      place: (...args) => evidence.place(...args),
      cancel: (...args) => evidence.cancel(...args),
      paste: (id, data, name) =>
        post<Added>(wire, `/paste/${encodeURIComponent(id)}?${pasteQuery(data, name)}`, data),
      pictureURL: (one, part) => `/asset/${one.hash}${viewPath(one, part)}`,
      thumbnailURL: (one, part) => `/thumbnail/${one.hash}${viewPath(one, part)}`,
      originalURL: (one) => `/asset/${one.hash}`,
    },
    charts: noun('charts'),
    timeline: noun('timeline'),
    document: noun('document'),
    actions: noun('actions'),
    debrief: withBytes(debrief, {
      bring: (id, data, name) =>
        post<Brought>(wire, `/debrief/${encodeURIComponent(id)}?${pasteQuery(data, name)}`, data),
    }),
    questions: noun('questions'),
    history: noun('history'),
    sharing: noun('sharing'),
    merging: withBytes(merging, {
      take: (data, name) => post<Page>(wire, `/page?${new URLSearchParams({ name }).toString()}`, data),
    }),
    settings: noun('settings'),
    onNotice: (listener) => wire.listen(listener),
  };
}

/** What is drawn over a picture, and which part of it is shown, as Go's PictureView reads it from a path. */
function viewPath({ regions = [] }: Evidence, part: Region | undefined): string {
  const drawn = regions.filter((region) => region.kind !== 'cite');
  if (drawn.length === 0 && !part) return '';
  const view = JSON.stringify({ regions: drawn, ...(part ? { part } : {}) });
  const bytes = String.fromCodePoint(...new TextEncoder().encode(view));
  return `/${btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** A file's own date settles the years that its lines leave out; a paste has none. */
function pasteQuery(data: Blob | string, name: string): string {
  const query = new URLSearchParams({ name });
  if (data instanceof HeldFile) query.set('held', data.key);
  else if (name !== '' && data instanceof File) query.set('modified', String(data.lastModified));
  return query.toString();
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The calls of a noun, with others in place of those whose bytes are posted. */
function withBytes<T extends object>(calls: T, posted: Partial<T>): T {
  return new Proxy(calls, {
    get: (_, method) => Reflect.get(method in posted ? posted : calls, method) as unknown,
  });
}

async function post<T extends object>(wire: Wire, path: string, data: Blob | string): Promise<T> {
  try {
    // A Blob with a type would set a Content-Type that a form could also send; bytes are bytes.
    const body = data instanceof HeldFile ? '' : typeof data === 'string' ? data : await data.arrayBuffer();
    const answer = await fetch(`${wire.origin ?? ''}${path}`, {
      method: 'POST',
      body,
      headers: {
        ...wire.headers,
        'Content-Type': typeof data === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream',
      },
    });
    const result = (await answer.json()) as T | { error: unknown };
    if ('error' in result) throw toBackendError(result.error);
    return result;
  } catch (thrown) {
    throw toBackendError(thrown);
  }
}
