import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
import { Bridge } from './bridge';
import { browser } from './browser';
import { results } from './paths';

/** The rooms in the order of their keys, Alt+1 being the first. */
export const rooms = ['Evidence', 'Timeline', 'Document', 'Actions', 'Debrief', 'History', 'Share'] as const;
export type Room = (typeof rooms)[number];

export interface SessionOptions {
  colorScheme?: 'light' | 'dark';
}

/**
 * One person at one window over one library. Whatever the page does wrong
 * beside what a spec looks at (an exception, a blocked resource, a request to
 * anywhere else) fails the spec in `close`.
 */
export class Session {
  readonly folder = mkdtempSync(`${tmpdir()}/afterword-e2e-`);
  readonly library = `${this.folder}/library.db`;
  readonly troubles: string[] = [];
  private bridge: Bridge | undefined;
  private context: BrowserContext | undefined;
  private current: Page | undefined;

  private constructor(
    private readonly browser: Browser,
    private readonly options: SessionOptions,
  ) {}

  static async start(options: SessionOptions = {}): Promise<Session> {
    const session = new Session(await browser(), options);
    await session.open();
    return session;
  }

  get page(): Page {
    if (!this.current) throw new Error('the session is closed');
    return this.current;
  }

  /** Opens the app in a fresh window; the library stays. */
  async open(): Promise<void> {
    this.bridge = await Bridge.start(this.library, this.folder);
    this.context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: this.options.colorScheme ?? 'light',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    this.context.setDefaultTimeout(Number(process.env['PATIENCE'] ?? 30_000));
    const page = await this.context.newPage();
    this.current = page;
    const own = this.bridge.url;
    page.on('pageerror', (error) => this.troubles.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.troubles.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(own)) {
        this.troubles.push(`request to ${request.url()}`);
      }
    });
    const slow = Number(process.env['SLOW'] ?? 0);
    if (slow > 0)
      await this.context.route('**/bridge/**', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, slow));
        await route.fallback();
      });
    await page.goto(own);
  }

  /** Begins a retrospective, by keys alone, from the library. */
  async begin(title: string): Promise<void> {
    await this.page.getByRole('heading', { name: /Nothing has happened|Retrospectives/ }).waitFor();
    await this.page.keyboard.press('n');
    await this.page.getByLabel('What happened').fill(title);
    await this.page.keyboard.press('Enter');
    await this.inRoom();
  }

  /** Waits until a room stands: its code comes after the window, and keys before that reach nobody. */
  private async inRoom(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Rooms' }).waitFor();
    await this.page.getByRole('main', { name: new RegExp(`^(${rooms.join('|')})$`) }).waitFor();
  }

  /** Goes to the library from wherever the app opened. */
  async home(): Promise<void> {
    const rooms = this.page.getByRole('navigation', { name: 'Rooms' });
    const library = this.page.getByRole('navigation', { name: 'Library' });
    await rooms.or(library).waitFor();
    if (await rooms.isVisible()) {
      await this.page.getByRole('button', { name: 'Library', exact: true }).click();
      await library.waitFor();
    }
  }

  /** Opens a retrospective from the library. */
  async show(title: string): Promise<void> {
    await this.home();
    await this.page.getByRole('button', { name: title, exact: true }).click();
    await this.inRoom();
  }

  /** Goes to a room of the open retrospective, and waits until it stands. */
  async enter(room: Room): Promise<void> {
    await this.page.keyboard.press(`Alt+${String(rooms.indexOf(room) + 1)}`);
    await this.page.getByRole('main', { name: room }).waitFor();
    await this.page
      .getByRole('navigation', { name: 'Rooms' })
      .locator('[aria-current=page]', { hasText: room })
      .waitFor();
  }

  /** Opens a section of the document to write in, the caret at its end. */
  async write(heading: string): Promise<Locator> {
    const editor = this.page.locator('.cm-content');
    await this.page.getByRole('button', { name: `Write ${heading}`, exact: true }).click();
    await editor.waitFor();
    // Where the text ends with a table, the caret is in one of its cells.
    await this.page.waitForFunction(() => Boolean(document.activeElement?.closest('.cm-content')));
    return editor;
  }

  /** Writes a letter at an end of a section, takes it back and leaves the section. */
  async touch(heading: string, end: 'Home' | 'End'): Promise<void> {
    const editor = await this.write(heading);
    await this.page.keyboard.press(`Control+${end}`);
    await this.page.keyboard.type('q');
    await this.page.keyboard.press('Control+z');
    await this.page.keyboard.press('Escape');
    // Out of a cell Escape leads into the text first.
    if ((await editor.count()) > 0) await this.page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
  }

  /** Waits until the status bar says that everything is on the disk. */
  async saved(timeout?: number): Promise<void> {
    await this.page.getByText(/^Saved \d/).waitFor(timeout === undefined ? {} : { timeout });
  }

  /** Puts text on the clipboard and presses the keys that paste. */
  async pasteText(text: string): Promise<void> {
    await this.page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await this.page.keyboard.press('Control+V');
  }

  /** Puts a PNG on the clipboard, as a screenshot tool does, and pastes it. */
  async pastePicture(path: string): Promise<void> {
    await this.page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      await navigator.clipboard.write([
        new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) }),
      ]);
    }, readFileSync(path).toString('base64'));
    await this.page.keyboard.press('Control+V');
  }

  /** Kills the app as a power cut would. `open` starts it again over the same library. */
  async kill(): Promise<void> {
    await this.bridge?.kill();
    await this.context?.close();
    // A page whose server is gone may complain; that is not the app's fault.
    this.troubles.length = 0;
  }

  /** Closes at the end of a file of specs, and photographs the page when one fails. */
  attend(): void {
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail') return;
      const name = task.name.replaceAll(/\W+/g, '-');
      await this.page.screenshot({ path: `${results}/${name}.png` });
    });
    afterAll(() => this.close());
  }

  async close(): Promise<void> {
    if (this.troubles.length > 0) {
      const name = `${results}/trouble-${String(Date.now())}.png`;
      await this.page.screenshot({ path: name });
    }
    await this.context?.close();
    await this.bridge?.kill();
    rmSync(this.folder, { recursive: true, force: true });
    if (this.troubles.length > 0) throw new Error(`the page was not at ease:\n${this.troubles.join('\n')}`);
  }
}
