import { mkdirSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import type { Page, Request } from 'playwright-core';
import { commandLine } from '../bridge';
import { Session, type Room } from '../session';
import type { LibraryAct } from './exchange';

/** One thing that a person can do, and what comes of it. */
export interface Act {
  /** The command's id, or words for what has no command. */
  of: string;
  /** The view whose fields it fills in. */
  form?: string;
  room?: Room;
  /** Brings the page to where it can be done; it changes nothing that is stored. */
  from?: () => Promise<unknown>;
  /** By keys; left out, the command's own first key. */
  keys?: () => Promise<unknown>;
  /** By the pointer; left out, the command is chosen in the palette. `null` where the pointer has no way. */
  mouse?: (() => Promise<unknown>) | null;
  /** Each difference that it makes, as `differences` says it, or that there are many; left out, it only looks. */
  changes?: readonly string[] | 'many';
  /** What it is done in stays open: a picture, the places that are decided. */
  stands?: boolean;
  /** It makes a revision that Undo does not take back, a checkpoint. */
  stays?: boolean;
  /** What is to be seen of it. */
  shows?: () => Promise<unknown>;
  /** Where the focus is afterwards: a selector of the element that has it, or of one around it. */
  focus?: string;
  /** The same confirmed again without a change. */
  unchanged?: () => Promise<unknown>;
  /** Leads back from what it showed. */
  after?: () => Promise<unknown>;
}

interface Known {
  id: string;
  title: string;
  keys?: string[];
  hidden?: boolean;
}

type Json = Record<string, unknown>;

/** An act is stored within milliseconds, and there are hundreds of them. */
const often = { interval: 10 };

/** One page over the example, and what is stored of it. */
export class Stage {
  /** Every command that was ever registered while the acts were done. */
  readonly seen = new Map<string, Known>();
  private token = '';
  private bundles = 0;
  private id = '';
  private underWay = 0;
  private calls: string[] = [];

  private constructor(readonly session: Session) {
    const { page } = session;
    const isCall = (request: Request) => request.method() === 'POST' && request.url().includes('/bridge/');
    page.on('request', (request) => {
      if (!isCall(request)) return;
      this.underWay += 1;
      this.calls.push(`${request.url().split('/bridge/')[1] ?? ''} ${request.postData() ?? ''}`);
    });
    const ended = (request: Request) => {
      if (isCall(request)) this.underWay -= 1;
    };
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
  }

  static async open(): Promise<Stage> {
    const session = await Session.start();
    const stage = new Stage(session);
    await session.page.getByRole('button', { name: 'Show me an example' }).click();
    await session.page.getByRole('navigation', { name: 'Rooms' }).waitFor();
    stage.token = (await session.page.locator('meta[name=afterword-bridge]').getAttribute('content')) ?? '';
    const [only] = await stage.retrospectives();
    stage.id = only?.id ?? '';
    return stage;
  }

  /** Begins another retrospective, and looks at that one from now on. */
  async begin(title: string): Promise<void> {
    await this.reset();
    await this.page.keyboard.press('Alt+0');
    await this.session.begin(title);
    this.id = (await this.retrospectives()).find((one) => one.title === title)?.id ?? '';
  }

  get page(): Page {
    return this.session.page;
  }

  /** Asks the backend beside the page. */
  private async call(method: string, ...args: unknown[]): Promise<unknown> {
    const answer = await fetch(new URL(`/bridge/${method}`, this.page.url()), {
      method: 'POST',
      headers: { 'X-Afterword-Token': this.token, 'Content-Type': 'application/json' },
      body: JSON.stringify(args),
    });
    return ((await answer.json()) as { result: unknown }).result;
  }

  async stored(): Promise<{ content: Json; revisions: number }> {
    return (await this.call('Library/Open', this.id)) as { content: Json; revisions: number };
  }

  /** The commands that stand in the registry now. */
  async registered(): Promise<Known[]> {
    const all = await this.page.evaluate(() => {
      const { commands } = document.getElementById('app') as unknown as { commands: { all: Known[] } };
      return commands.all.map(({ id, title, keys, hidden }) => ({
        id,
        title,
        ...(keys ? { keys } : {}),
        ...(hidden ? { hidden } : {}),
      }));
    });
    for (const one of all) this.seen.set(one.id, one);
    return all;
  }

  /** Waits until the page has asked for nothing for a while. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      await this.page.waitForTimeout(20);
      if (this.underWay > 0) quiet = -1;
    }
    // The library has nothing to save.
    if ((await this.page.getByRole('navigation', { name: 'Rooms' }).count()) > 0) await this.session.saved();
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys.replace(/^Mod\+/, 'Control+').replace('Mod+', 'Control+'));
  }

  /** Closes what lies over the room, and lets go of what has the focus. */
  async reset(): Promise<void> {
    const dialogs = this.page.locator('dialog[open]');
    for (let times = 0; times < 8 && (await dialogs.count()) > 0; times++) {
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(10);
    }
    await this.page.evaluate(letGo);
  }

  /** Chooses a command in the palette with the pointer. */
  async choose(title: string): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: /^Search/ }).click();
    await page.getByRole('combobox', { name: /^Search/ }).fill(title);
    await page
      .getByRole('option')
      .filter({ has: page.locator('.title').getByText(title, { exact: true }) })
      .first()
      .click();
  }

  /** Does an act once, in one way, and holds what it did against what it should do. */
  async perform(act: Act, way: 'keys' | 'mouse'): Promise<void> {
    const { page } = this;
    await this.reset();
    if (act.room) await this.session.enter(act.room);
    await act.from?.();
    const command = (await this.registered()).find(({ id }) => id === act.of);
    await this.idle();
    const before = await this.stored();
    this.calls = [];

    if (way === 'mouse') await (act.mouse ?? (() => this.choose(command?.title ?? act.of)))();
    else await (act.keys ?? (() => this.press(command?.keys?.[0] ?? '')))();
    const made = act.changes || act.stays ? 1 : 0;
    if (made > 0)
      await expect.poll(async () => (await this.stored()).revisions, often).toBe(before.revisions + 1);
    await act.shows?.();
    await this.idle();
    await this.registered();

    const after = await this.stored();
    expect(after.revisions - before.revisions, 'revisions').toBe(made);
    const changed = differences(before.content, after.content);
    if (act.changes === 'many') expect(changed.length).toBeGreaterThan(1);
    else expect(changed).toEqual(act.changes ?? []);
    expect(twice(this.calls), 'asked twice').toEqual([]);
    if (act.focus) {
      await page.waitForFunction((at) => Boolean(document.activeElement?.closest(at)), act.focus);
    }
    if (made > 0 && !act.stands) {
      expect(await page.locator('dialog[open]').count(), 'open dialogs').toBe(0);
      expect(await page.getByRole('form').count(), 'open forms').toBe(0);
    }
    if (act.changes && !act.stays) {
      if (act.unchanged) {
        await act.unchanged();
        await this.idle();
        expect((await this.stored()).revisions, 'confirmed without a change').toBe(after.revisions);
      }
      // Within what stays open first, and then from the room below it.
      if (act.stands) {
        await this.walk('Control+z', before.content, true);
        await this.walk('Control+Shift+z', after.content, true);
      }
      await this.walk('Control+z', before.content);
      // Once is enough to know that it can be done again.
      if (way === 'keys') {
        await this.walk('Control+Shift+z', after.content);
        await this.walk('Control+z', before.content);
      }
    }
    await act.after?.();
  }

  /** Does something in the library, and holds how many retrospectives there are then. */
  async performInLibrary(act: LibraryAct, way: 'keys' | 'mouse'): Promise<void> {
    await this.reset();
    if ((await this.page.getByRole('navigation', { name: 'Rooms' }).count()) > 0)
      await this.page.keyboard.press('Alt+0');
    await this.page.getByRole('heading', { name: 'Retrospectives' }).waitFor();
    await act.from?.();
    await this.registered();
    await this.idle();
    const before = await this.retrospectives();
    this.calls = [];
    await act[way]();
    await expect.poll(async () => (await this.retrospectives()).length, often).toBe(before.length + act.adds);
    await act.shows?.();
    await this.idle();
    expect((await this.retrospectives()).length - before.length, 'retrospectives').toBe(act.adds);
    expect(twice(this.calls), 'asked twice').toEqual([]);
  }

  /** Puts the file of a colleague, of a retrospective that is not here, where the dialog chooses it. */
  bundle(): void {
    const folder = `${this.session.folder}/choose`;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const theirs = `${this.session.folder}/theirs-${String(this.bundles++)}.db`;
    commandLine(theirs, 'new', 'Begun by a colleague');
    commandLine(theirs, 'export', 'latest', '--to', 'bundle', '--out', folder);
  }

  private async retrospectives(): Promise<{ id: string; title: string }[]> {
    return ((await this.call('Library/List', {})) as { rows: { id: string; title: string }[] }).rows;
  }

  /** Undo, or Redo, and what is stored then, byte for byte. */
  private async walk(keys: string, content: Json, within = false): Promise<void> {
    if (within) await this.page.evaluate(letGo);
    else await this.reset();
    const { revisions } = await this.stored();
    await this.page.keyboard.press(keys);
    await expect.poll(async () => (await this.stored()).revisions, often).toBe(revisions + 1);
    await this.idle();
    expect(JSON.stringify((await this.stored()).content), keys).toBe(JSON.stringify(content));
  }
}

/** In a field the keys that undo belong to the field. */
function letGo(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/**
 * Calls that change something and were made more than once, with the same words: what is
 * being typed is saved on the way where the machine is slow.
 */
function twice(calls: readonly string[]): string[] {
  const changing =
    /^\w+\/(Add|Save|Update|Remove|Move|Set|Start|End|Rename|Annotate|Restore|Settle|Checkpoint|Create|Delete|Choose|MarkShared|Apply)/;
  return calls.filter((one, at) => changing.test(one) && calls.indexOf(one) !== at);
}

/** What differs between two contents: "+events", "-events", "events.title", "events order", "debrief.at". */
export function differences(before: unknown, after: unknown, at = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isList = (one: unknown): one is Json[] =>
    Array.isArray(one) && one.every((row: unknown) => typeof row === 'object' && row !== null && 'id' in row);
  if (
    isList(before ?? []) &&
    isList(after ?? []) &&
    (before ?? after) !== undefined &&
    Array.isArray(before ?? after)
  ) {
    const [old, now] = [(before ?? []) as Json[], (after ?? []) as Json[]];
    const ids = (rows: Json[], among: Json[]) =>
      rows.map(({ id }) => id).filter((id) => among.some((row) => row['id'] === id));
    return [
      ...now.filter(({ id }) => !old.some((row) => row['id'] === id)).map(() => `+${at}`),
      ...old.filter(({ id }) => !now.some((row) => row['id'] === id)).map(() => `-${at}`),
      ...(ids(old, now).join() === ids(now, old).join() ? [] : [`${at} order`]),
      ...now.flatMap((row) => {
        const was = old.find(({ id }) => id === row['id']);
        return was ? differences(was, row, at) : [];
      }),
    ];
  }
  const isObject = (one: unknown): one is Json =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], at === '' ? key : `${at}.${key}`),
    );
  }
  return [at];
}
