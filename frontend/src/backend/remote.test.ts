import { waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bridgeBackend } from './bridge';
import { onHeldFiles } from './heldFile';
import { remoteBackend } from './remote';
import type { Evidence, Notice, Region } from './types';
import { wailsBackend } from './wails';

afterEach(() => {
  vi.unstubAllGlobals();
});

const answer = (body: unknown) => ({ ok: true, status: 200, json: () => Promise.resolve(body) });

describe('remoteBackend', () => {
  it('calls the method of the same name, with a capital', async () => {
    const call = vi.fn(() => Promise.resolve('done'));
    const backend = remoteBackend({ call, headers: {}, listen: () => () => undefined });
    await backend.library.setZones('r', ['UTC']);
    await backend.evidence.window('r', { text: '', levels: [], sources: [], show: 'all' }, 0, 10);
    expect(
      call.mock.calls.map(([noun, method, args]: unknown[]) => [noun, method, (args as unknown[]).length]),
    ).toEqual([
      ['Library', 'SetZones', 2],
      ['Evidence', 'Window', 4],
    ]);
  });

  it('turns whatever is thrown into a BackendError', async () => {
    const call = () => Promise.reject(Object.assign(new Error(), { code: 'x' }));
    const backend = remoteBackend({ call, headers: {}, listen: () => () => undefined });
    await expect(backend.library.list({})).rejects.toMatchObject({ name: 'BackendError', code: 'internal' });
  });

  it('posts bytes to the asset handler', async () => {
    const fetched = vi.fn(() => Promise.resolve(answer({ evidence: ['e'], known: [], refused: [] })));
    vi.stubGlobal('fetch', fetched);
    const backend = remoteBackend({
      call: () => Promise.resolve(),
      headers: { 'X-T': '1' },
      listen: () => () => undefined,
    });
    await backend.evidence.paste('r/1', 'log', 'a b.log');
    expect(fetched.mock.calls[0]).toMatchObject([
      '/paste/r%2F1?name=a+b.log',
      { method: 'POST', body: 'log', headers: { 'X-T': '1' } },
    ]);
  });

  it('sends the key of a file that Go holds in place of its bytes', async () => {
    const fetched = vi.fn(() => Promise.resolve(answer({ evidence: ['e'], known: [], refused: [] })));
    vi.stubGlobal('fetch', fetched);
    let drop: (notice: Notice) => void = () => undefined;
    const backend = remoteBackend({
      call: () => Promise.resolve(),
      headers: {},
      listen: (listener) => {
        drop = listener;
        return () => undefined;
      },
    });
    onHeldFiles(backend, ([file]) => void backend.evidence.paste('r', file!.data, file!.name));
    drop({ kind: 'dropped', files: [{ key: 'K', name: 'a.log' }] });
    await waitFor(() => {
      expect(fetched.mock.calls[0]).toMatchObject(['/paste/r?name=a.log&held=K', { method: 'POST' }]);
    });
  });

  it('rejects where the asset handler refuses', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(answer({ error: { code: 'full', message: 'no room', hint: '' } })),
    );
    const backend = remoteBackend({
      call: () => Promise.resolve(),
      headers: {},
      listen: () => () => undefined,
    });
    await expect(backend.evidence.paste('r', 'x', '')).rejects.toMatchObject({ code: 'full' });
  });
});

describe('picture addresses', () => {
  const { evidence } = remoteBackend({
    call: () => Promise.resolve(),
    headers: {},
    listen: () => () => undefined,
  });
  const bare = { id: 'e', kind: 'screenshot', hash: 'ab' } as Evidence;

  it('name the picture as it is where nothing is drawn on it', () => {
    const cite: Region = { kind: 'cite', x: 0, y: 0, width: 1, height: 1 };
    expect(evidence.pictureURL({ ...bare, regions: [cite] })).toBe('/asset/ab');
    expect(evidence.thumbnailURL(bare)).toBe('/thumbnail/ab');
  });

  it('carry what is drawn, and the part that is shown', () => {
    const box: Region = { kind: 'box', x: 0.1, y: 0.2, width: 0.3, height: 0.4, label: 'Größe' };
    const part: Region = { kind: 'cite', x: 0, y: 0.5, width: 1, height: 0.5 };
    // app_test.go reads the same address.
    expect(evidence.thumbnailURL({ ...bare, regions: [box] }, part)).toBe(
      '/thumbnail/ab/eyJyZWdpb25zIjpbeyJraW5kIjoiYm94IiwieCI6MC4xLCJ5IjowLjIsIndpZHRoIjowLjMsImhlaWdodCI6MC40LCJsYWJlbCI6Ikdyw7bDn2UifV0sInBhcnQiOnsia2luZCI6ImNpdGUiLCJ4IjowLCJ5IjowLjUsIndpZHRoIjoxLCJoZWlnaHQiOjAuNX19',
    );
    expect(evidence.originalURL({ ...bare, regions: [box] })).toBe('/asset/ab');
  });
});

describe('bridgeBackend', () => {
  it('sends arguments and token, and takes the result out', async () => {
    const fetched = vi.fn(() => Promise.resolve(answer({ result: [] })));
    vi.stubGlobal('fetch', fetched);
    expect(await bridgeBackend('secret').library.search('key')).toEqual([]);
    expect(fetched.mock.calls[0]).toMatchObject([
      '/bridge/Library/Search',
      { headers: { 'X-Afterword-Token': 'secret' }, body: '["key"]' },
    ]);
  });

  it('rejects with the error of the other side', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(answer({ error: { code: 'not_found', message: 'gone', hint: 'look elsewhere' } })),
    );
    await expect(bridgeBackend('t').library.open('r')).rejects.toMatchObject({
      code: 'not_found',
      hint: 'look elsewhere',
    });
  });
});

describe('wailsBackend', () => {
  it('calls the bound struct and says which is missing', async () => {
    const backend = wailsBackend({ Library: { List: () => Promise.resolve([]) } });
    expect(await backend.library.list({})).toEqual([]);
    await expect(backend.library.templates()).rejects.toThrow('Library.Templates is not bound');
  });
});
