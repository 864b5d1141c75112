import type { Backend } from '../../backend/backend';
import { toBackendError, type BackendError } from '../../backend/error';
import type {
  LibraryCounts,
  ListOrder,
  OutstandingItem,
  Summary,
  Template,
  Workspace,
} from '../../backend/types';
import { LearningState } from './learnings.svelte';
import type { Choice } from './stages';
import { Windowed } from './windowed.svelte';

type Loaded = { name: 'loading' } | { name: 'ready' } | { name: 'failed'; error: BackendError };

/** The retrospectives, as they are filtered and ordered, and what is left to do in all of them. */
export class LibraryState {
  loaded: Loaded = $state.raw({ name: 'loading' });
  /** Undefined until they are counted. */
  counts: LibraryCounts | undefined = $state.raw();
  templates: Template[] = $state.raw([]);
  words = $state('');
  stage: Choice = $state('');
  order: ListOrder = $state('incident');
  isReversed = $state(false);
  readonly retrospectives: Windowed<Summary>;
  readonly outstanding: Windowed<OutstandingItem>;
  readonly learnings: LearningState;
  readonly #backend: Backend;
  #isBegun = false;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.retrospectives = new Windowed((offset, limit) =>
      backend.library.list({
        words: this.words,
        ...(this.stage === '' ? {} : this.stage === 'late' ? { isLate: true } : { stage: this.stage }),
        order: this.order,
        isReversed: this.isReversed,
        offset,
        limit,
      }),
    );
    this.learnings = new LearningState(backend);
    this.outstanding = new Windowed((offset, limit) => backend.library.outstanding(offset, limit));
  }

  get isEmpty(): boolean {
    return this.retrospectives.total === 0 && !this.isFiltered;
  }

  get isFiltered(): boolean {
    return this.words.trim() !== '' || this.stage !== '';
  }

  /** Reads the list, unless that was begun before. */
  begin(): void {
    if (!this.#isBegun) void this.load();
  }

  /** The rows stand as soon as they are here: what is told about them is asked for after that. */
  async load(): Promise<void> {
    this.#isBegun = true;
    try {
      await this.retrospectives.load();
      this.loaded = { name: 'ready' };
      [this.counts, this.templates] = await Promise.all([
        this.#backend.library.counts(),
        this.#backend.library.templates(),
      ]);
    } catch (thrown) {
      this.loaded = { name: 'failed', error: toBackendError(thrown) };
    }
  }

  /** Shows only those with all of the words in the title, and of the stage, or late in it. */
  async filter(words: string, stage: Choice = this.stage): Promise<void> {
    this.words = words;
    this.stage = stage;
    await this.retrospectives.load();
  }

  /** Orders by something, or the other way round where it is ordered by that already. */
  async orderBy(order: ListOrder): Promise<void> {
    this.isReversed = this.order === order && !this.isReversed;
    this.order = order;
    await this.retrospectives.load();
  }

  create(title: string, template = ''): Promise<Workspace> {
    return this.#backend.library.create(title, template);
  }

  /** Begins a retrospective with what was pasted; the rest is refused or kept as it says. */
  async beginWith(things: readonly { data: Blob | string; name: string }[], title: string): Promise<string> {
    const { id } = await this.create(title);
    for (const { data, name } of things) await this.#backend.evidence.paste(id, data, name);
    return id;
  }

  async remove(id: string): Promise<void> {
    await this.#backend.library.delete(id);
    await this.load();
  }

  async undelete(id: string): Promise<void> {
    await this.#backend.library.undelete(id);
    await this.load();
  }
}

/** What there is to do, in a sentence. */
export function todo({ waiting, openActions, unownedActions }: LibraryCounts): string {
  const parts = [
    waiting === 0 ? '' : waiting === 1 ? 'One needs you this week' : `${String(waiting)} need you this week`,
    openActions === 0
      ? ''
      : openActions === 1
        ? 'one action item is open'
        : `${String(openActions)} action items are open`,
  ].filter(Boolean);
  if (parts.length === 0) return 'Nothing waits for you.';
  const nobodys =
    unownedActions === 0
      ? ''
      : unownedActions === openActions
        ? openActions === 1
          ? ', and nobody owns it'
          : ', and nobody owns them'
        : `, ${unownedActions === 1 ? 'one has' : `${String(unownedActions)} have`} no owner`;
  const sentence = `${parts.join('; ')}${nobodys}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
