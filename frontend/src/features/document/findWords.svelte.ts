import { toBackendError } from '../../backend/error';
import type { FoundWords, WordsPlace, WordsQuery } from '../../backend/types';
import { count, figures } from '../../lib/text';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import type { DocumentState } from './document.svelte';

/** Finds words in all sections, goes from one to the next and puts others in their place. */
export class FindWords {
  isOpen = $state(false);
  /** Whether the fields that replace are there, too. */
  replaces = $state(false);
  text = $state('');
  replacement = $state('');
  case = $state(false);
  whole = $state(false);
  regexp = $state(false);
  found: FoundWords | undefined = $state.raw();
  /** Which place was gone to, from 0; -1 for none yet. */
  at = $state(-1);
  /** Why the text cannot be looked for, or "". */
  problem = $state('');

  readonly #workspace: WorkspaceState;
  readonly #document: DocumentState;
  #turn = 0;
  /** Of which revision what was asked last, and when that is answered. */
  #asked = '';
  #answered: Promise<void> = Promise.resolve();

  constructor(workspace: WorkspaceState, document_: DocumentState) {
    this.#workspace = workspace;
    this.#document = document_;
  }

  get query(): WordsQuery {
    return { text: this.text, case: this.case, whole: this.whole, regexp: this.regexp };
  }

  get place(): WordsPlace | undefined {
    return this.found?.places[this.at];
  }

  /** The places within the text of a section. */
  placesIn(section: string): WordsPlace[] {
    if (!this.isOpen) return [];
    return this.found?.places.filter((one) => one.section === section && one.part === 'body') ?? [];
  }

  /** What to say of the places. */
  get words(): string {
    const { found } = this;
    if (this.problem || !found) return this.problem;
    if (found.total === 0) return 'Nowhere';
    return this.at < 0 ? count(found.total, 'place') : `${figures(this.at + 1)} of ${figures(found.total)}`;
  }

  /** What else there is to say of them. */
  get note(): string {
    if (this.problem || !this.found) return '';
    const { hidden, live, kept } = this.found;
    return [
      hidden > 0 ? `${figures(hidden)} of them in hidden sections` : '',
      live > 0 ? `${figures(live)} more in live blocks, written elsewhere` : '',
      kept > 0 ? `${figures(kept)} more in marks and addresses, which stay` : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }

  /** Looks for the words; the place that was gone to stays, where it is still one. What is known already is not asked again. */
  async search(): Promise<void> {
    if (this.text === '' || !this.isOpen) {
      this.#forget();
      return;
    }
    const turn = this.#turn;
    try {
      // What is being typed counts as well.
      await this.#workspace.flush();
    } catch (thrown) {
      this.#fail(thrown);
      return;
    }
    // Closed meanwhile.
    if (turn !== this.#turn && this.#asked === '') return;
    const asked = JSON.stringify([this.#workspace.revision.id, this.query]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#answered = this.#look(++this.#turn);
    }
    await this.#answered;
  }

  async #look(turn: number): Promise<void> {
    this.problem = '';
    try {
      const found = await this.#workspace.backend.document.findWords(this.#workspace.id, this.query);
      if (turn !== this.#turn) return;
      const before = this.place;
      this.found = found;
      this.at = before ? found.places.findIndex((one) => isSame(one, before)) : -1;
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(thrown);
    }
  }

  #fail(thrown: unknown): void {
    this.#forget();
    this.problem = toBackendError(thrown).message;
  }

  #forget(): void {
    this.#turn += 1;
    this.#asked = '';
    this.found = undefined;
    this.at = -1;
    this.problem = '';
  }

  /** Goes to the next place, or the one before; from none, to the nearest below where the document is read. */
  async step(by: 1 | -1): Promise<void> {
    if (!this.found) await this.search();
    const places = this.found?.places ?? [];
    if (places.length === 0) return;
    if (this.at >= 0) this.at = (this.at + by + places.length) % places.length;
    else {
      const order = this.#document.sections.map(({ id }) => id);
      const here = order.indexOf(this.#document.current ?? '');
      const next = places.findIndex(({ section }) => order.indexOf(section) >= here);
      this.at = by > 0 ? Math.max(0, next) : (next > 0 ? next : places.length) - 1;
    }
  }

  /** Puts the other words in the place that was gone to, and goes on to the next. */
  async replace(): Promise<void> {
    const { place, at } = this;
    if (!place) {
      await this.step(1);
      return;
    }
    await this.#workspace.change((backend, id) =>
      backend.document.replaceWords(id, this.query, this.replacement, place),
    );
    await this.search();
    const places = this.found?.places.length ?? 0;
    this.at = places === 0 ? -1 : Math.min(at, places - 1);
    // Where what was put in is found again, the next one is behind it.
    const now = this.place;
    if (now && now.section === place.section && now.part === place.part && now.from === place.from)
      this.at = (this.at + 1) % places;
  }

  /** Puts the other words in all places, as one revision. Resolves to what to say of it. */
  async replaceAll(): Promise<string> {
    const { count: replaced, hidden } = await this.#workspace.change((backend, id) =>
      backend.document.replaceWords(id, this.query, this.replacement, null),
    );
    await this.search();
    const inHidden = hidden > 0 ? `, ${figures(hidden)} of them in hidden sections` : '';
    return `Replaced in ${count(replaced, 'place')}${inHidden}`;
  }

  open(replaces: boolean): void {
    this.isOpen = true;
    if (replaces) this.replaces = true;
  }

  close(): void {
    this.isOpen = false;
    this.replaces = false;
    this.#forget();
  }
}

function isSame(one: WordsPlace, other: WordsPlace): boolean {
  return (
    one.section === other.section &&
    one.part === other.part &&
    one.from === other.from &&
    one.text === other.text
  );
}
