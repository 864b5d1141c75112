import { createContext } from 'svelte';
import type { Backend } from '../backend/backend';
import { toBackendError, type BackendError } from '../backend/error';
import type {
  Content,
  Edited,
  Evidence,
  Replayed,
  Revision,
  Section,
  TimelineEvent,
  Workspace,
} from '../backend/types';
import { applied } from './applied';
import { Autosave } from './autosave.svelte';
import type { Room } from './navigation.svelte';

/** What the status bar says of saving, the most urgent first. */
export type SaveStatus =
  | { name: 'failed'; error: BackendError; retry: () => void; unsaved: string | undefined }
  | { name: 'saving' }
  | { name: 'editing' }
  | { name: 'saved'; at: string };

/** How a change is made, see [WorkspaceState.change]. */
interface Way {
  retry?: boolean;
  asks?: boolean;
  aside?: boolean;
}

/** Calls that are made one after the other. */
interface Queue {
  last: Promise<unknown>;
}

/**
 * The open retrospective. It holds what the backend answered last and is the one
 * way to change it: changes run one after another, so that answers arrive in
 * order, and an older answer never replaces a newer one. Features get it from
 * context.
 */
export class WorkspaceState {
  readonly id: string;
  readonly backend: Backend;
  #now: Workspace = $state.raw() as Workspace;
  #running = $state(0);
  #failure: { error: BackendError; retry: () => void } | undefined = $state.raw();
  readonly #queue: Queue = { last: Promise.resolve() };
  readonly #asideQueue: Queue = { last: Promise.resolve() };
  #autosaves: Record<string, Autosave<Edited>> = $state.raw({});
  /** Changes that were asked for and have not been answered. */
  readonly #pending = new Set<Promise<unknown>>();
  readonly #kept = new Map<unknown, unknown>();
  readonly #finishing = new Map<Room, () => Promise<string | undefined>>();
  /** Of a typed letter it stays the same: what follows the revision is not asked for at every key. */
  readonly revision: Revision = $derived(this.#now.revision);

  constructor(backend: Backend, workspace: Workspace) {
    this.id = workspace.id;
    this.backend = backend;
    this.#now = workspace;
  }

  get now(): Workspace {
    return this.#now;
  }

  get content(): Content {
    return this.#now.content;
  }

  /** The zones to show times in; the first one leads, which is UTC unless it was put behind others. */
  get zones(): string[] {
    const zones = this.content.zones ?? [];
    return zones.includes('UTC') ? zones : ['UTC', ...zones];
  }

  get zone(): string {
    return this.zones[0] ?? 'UTC';
  }

  evidence(id: string): Evidence | undefined {
    return this.content.evidence.find((one) => one.id === id);
  }

  /** The address of a screenshot as a small picture. */
  thumbnailURL(id: string): string | undefined {
    const evidence = this.evidence(id);
    return evidence && this.backend.evidence.thumbnailURL(evidence);
  }

  section(id: string): Section | undefined {
    return this.content.sections.find((one) => one.id === id);
  }

  get status(): SaveStatus {
    const autosaves = Object.values(this.#autosaves);
    for (const autosave of autosaves) {
      if (autosave.state.name === 'failed') {
        const { error } = autosave.state;
        return { name: 'failed', error, retry: () => void autosave.retry(), unsaved: autosave.unsaved };
      }
    }
    if (this.#failure) return { name: 'failed', ...this.#failure, unsaved: undefined };
    if (this.#running > 0 || autosaves.some((one) => one.state.name === 'saving')) return { name: 'saving' };
    if (autosaves.some((one) => one.state.name === 'editing')) return { name: 'editing' };
    return { name: 'saved', at: this.revision.at };
  }

  /** When an event is over, in milliseconds: the end of the last day where its end is a date. Of one that comes again, the first time. */
  endOf(event: TimelineEvent): number {
    const told = event.end && !event.at.repeat ? this.#now.told[event.id]?.to : undefined;
    return Date.parse(told ?? (event.end ?? event.at).at);
  }

  /** When the evidence begins, in which an incident is told before it has any event. */
  get firstRecorded(): string | undefined {
    const firsts = Object.values(this.#now.readings).flatMap(({ first }) => (first ? [first.at] : []));
    return firsts.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  }

  /**
   * Saves what is being typed, runs a change after those before it and takes in its answer. Rejects with a
   * BackendError; the status bar shows it too, with a way to try again, unless the
   * input itself was wrong or the person stopped it. Whoever keeps the words and
   * will ask again with them says so: `retry` by the status bar would do it twice.
   * One that first asks the person, in a dialog of the system, says `asks`: while
   * that is open nothing is being saved. One that takes long and depends on no other,
   * such as a large file that comes in, runs `aside`: only others of its kind wait for it.
   */
  change<Answer extends Edited | { edited: Edited } | null>(
    call: (backend: Backend, id: string) => Promise<Answer>,
    { retry = true, asks = false, aside = false }: Way = {},
  ): Promise<Answer> {
    const made = this.#change(call, { retry, asks, aside });
    this.#pending.add(made);
    const done = () => this.#pending.delete(made);
    made.then(done, done);
    return made;
  }

  async #change<Answer extends Edited | { edited: Edited } | null>(
    call: (backend: Backend, id: string) => Promise<Answer>,
    { retry, asks, aside }: Required<Way>,
  ): Promise<Answer> {
    this.#failure = undefined;
    const running = asks ? 0 : 1;
    this.#running += running;
    try {
      await this.#flushTyping();
      return await this.#inTurn(async () => {
        const answer = await call(this.backend, this.id);
        if (answer) await this.#take('edited' in answer ? answer.edited : answer);
        return answer;
      }, aside);
    } catch (thrown) {
      const error = toBackendError(thrown);
      if (retry && !['invalid', 'unsupported', 'cancelled'].includes(error.code)) {
        this.#failure = {
          error,
          retry: () => {
            this.change(call, { asks, aside }).catch(() => undefined);
          },
        };
      }
      throw error;
    } finally {
      this.#running -= running;
    }
  }

  /** Forgets a failed change after all. */
  dismissFailure(): void {
    this.#failure = undefined;
  }

  /** Takes in what an act changed, or all where something in between was missed. */
  async #take(edited: Edited): Promise<void> {
    if (edited.revision.seq < this.revision.seq) return;
    this.accept(
      edited.before === this.revision.seq
        ? applied(this.#now, edited)
        : await this.backend.library.open(this.id),
    );
  }

  /** Takes in the whole retrospective, unless a newer one is already here; what is being typed stays. */
  accept(workspace: Workspace): void {
    if (workspace.id !== this.id || workspace.revision.seq < this.revision.seq) return;
    const sections = workspace.content.sections.map((one) => {
      const body = this.#autosaves[one.id]?.unsaved;
      return body === undefined ? one : { ...one, body };
    });
    this.#now = { ...workspace, content: { ...workspace.content, sections } };
  }

  /** Types into a section: the text is shown at once and saved soon. */
  editBody(section: string, body: string): void {
    this.#patchBody(section, body);
    this.autosave(section).edit(body);
  }

  /** How the saving of a section's text stands. */
  autosave(section: string): Autosave<Edited> {
    const known = this.#autosaves[section];
    if (known) return known;
    const made = new Autosave(async (body) => {
      return this.#inTurn(async () => {
        const saved = await this.backend.document.saveSection(this.id, section, body);
        await this.#take(saved);
        return saved;
      });
    });
    this.#autosaves = { ...this.#autosaves, [section]: made };
    return made;
  }

  /**
   * A room's state, made when the room is first entered and found again when it
   * is entered again: what was chosen and how far it was scrolled stays.
   */
  kept<T>(made: new (workspace: WorkspaceState) => T): T {
    if (!this.#kept.has(made)) {
      // Its own root, because it outlives the view that asks first.
      $effect.root(() => {
        this.#kept.set(made, new made(this));
      });
    }
    return this.#kept.get(made) as T;
  }

  /** Whether a section holds words that the library does not have yet. */
  isDirty(section: string): boolean {
    return this.#autosaves[section]?.isDirty ?? false;
  }

  /** Saves at once everything that is not saved. */
  async flush(): Promise<void> {
    await this.#flushTyping();
    await Promise.allSettled(this.#pending);
  }

  /**
   * Registers what a room still has to do before the retrospective may be closed. It
   * resolves to why it must stay open, or to nothing.
   */
  beforeClosing(room: Room, finish: () => Promise<string | undefined>): void {
    this.#finishing.set(room, finish);
  }

  /** Saves everything that can be saved. Resolves to the room that holds words that cannot be, and why, or to nothing. */
  async finish(): Promise<{ room: Room; why: string } | undefined> {
    for (const [room, finish] of this.#finishing) {
      const why = await finish();
      if (why !== undefined) return { room, why };
    }
    await this.flush();
    return undefined;
  }

  /** Takes back the last act. Resolves to what that was. */
  async undo(): Promise<Replayed | undefined> {
    await this.flush();
    if (!this.now.canUndo) return undefined;
    return (await this.change((backend, id) => backend.history.undo(id))).replayed;
  }

  /** Does again what the last undo took back. Resolves to what that was. */
  async redo(): Promise<Replayed | undefined> {
    await this.flush();
    if (!this.now.canRedo) return undefined;
    return (await this.change((backend, id) => backend.history.redo(id))).replayed;
  }

  async #flushTyping(): Promise<void> {
    await Promise.all(Object.values(this.#autosaves).map((autosave) => autosave.flush()));
  }

  async #inTurn<T>(call: () => Promise<T>, aside = false): Promise<T> {
    const queue = aside ? this.#asideQueue : this.#queue;
    const before = queue.last;
    let done: () => void = () => undefined;
    queue.last = new Promise<void>((resolve) => (done = resolve));
    await before;
    try {
      return await call();
    } finally {
      done();
    }
  }

  #patchBody(section: string, body: string) {
    const sections = this.content.sections.map((one) => (one.id === section ? { ...one, body } : one));
    this.#now = { ...this.#now, content: { ...this.content, sections } };
  }
}

export const [getWorkspace, setWorkspace] = createContext<WorkspaceState>();
