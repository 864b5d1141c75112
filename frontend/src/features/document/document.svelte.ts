import { SvelteMap } from 'svelte/reactivity';
import type { Section, Table } from '../../backend/types';
import type { Cell } from '../../editor/editor';
import { count, figures } from '../../lib/text';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** Where the caret shall stand when a section is opened for writing, or what is selected because it was found. */
export type Caret =
  'start' | 'end' | { before: string; after: string; lead: string } | { from: number; to: number };

/** The document's sections: which one is in view, and which one is being written. */
export class DocumentState {
  /** The section at the top of the view, or the one being written. */
  current: string | undefined = $state();
  writing: { section: string; caret: Caret } | undefined = $state.raw();
  /** The cell of a table in the text that is being written. */
  cell: Cell | undefined = $state.raw();
  /** Templates that were edited and not kept, by name. */
  readonly templateDrafts = new SvelteMap<string, string>();
  /** Rows of tables that were begun and say not yet what they are about, by table. */
  readonly rowDrafts = new Map<string, Record<string, string>>();
  readonly #workspace: WorkspaceState;
  /** How many words each section had when it was last saved. */
  #words: Record<string, number> = $state.raw({});
  #asked = 0;

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
    this.current = workspace.content.sections[0]?.id;
  }

  get sections(): Section[] {
    return this.#workspace.content.sections;
  }

  get currentSection(): Section | undefined {
    return this.sections.find((section) => section.id === this.current);
  }

  /** Asks for the words of the sections; of one being typed they are counted once it is saved. */
  async count(): Promise<void> {
    const asked = ++this.#asked;
    const words = await this.#workspace.backend.document.words(this.#workspace.id);
    if (asked === this.#asked) this.#words = words;
  }

  words(section: Section): number {
    return this.#words[section.id] ?? 0;
  }

  /** "212 words", "1 word": of all sections. */
  get length(): string {
    return count(
      this.sections.reduce((sum, section) => sum + this.words(section), 0),
      'word',
    );
  }

  /** What the list shows beside a heading: its words, or what its live block counts. */
  tally(section: Section, tables: readonly Table[] = []): string {
    const { events, actionItems, factors, evidence, participants, questions } = this.#workspace.content;
    const words = this.words(section);
    if (words > 0) return words.toLocaleString('en-GB');
    switch (section.block) {
      case 'timeline':
        return `${figures(events.length)} ev.`;
      case 'action-items':
        return String(
          actionItems.filter(({ state }) => ['do-now', 'big-bet', 'done'].includes(state)).length,
        );
      case 'if-we-have-time':
        return String(actionItems.filter(({ state }) => state === 'if-we-have-time').length);
      case 'factors':
        return String(factors.length);
      case 'participants':
        return String(participants.length);
      case 'questions':
        return String(questions?.length ?? 0);
      case 'gallery':
        return `${String(evidence.filter(({ kind }) => kind === 'screenshot' || kind === 'chart').length)} fig.`;
      default: {
        const shown = tables.find(({ block }) => block === section.block);
        const rows = shown && this.#workspace.content.tables?.[shown.noun];
        return rows ? String(rows.length) : '–';
      }
    }
  }

  write(section: string, caret: Caret = 'end'): void {
    this.current = section;
    this.writing = { section, caret };
  }

  /** Ends writing, or goes on in the neighbour. Saves at once what was typed. */
  leave(to: 'here' | 'before' | 'after'): void {
    const at = this.sections.findIndex((section) => section.id === this.writing?.section);
    const left = this.sections[at];
    if (left) void this.#workspace.autosave(left.id).flush();
    const ways =
      to === 'after' ? this.sections.slice(at + 1) : this.sections.slice(0, Math.max(at, 0)).reverse();
    const next = to === 'here' ? undefined : ways.find((section) => !section.hidden);
    if (next) this.write(next.id, to === 'after' ? 'start' : 'end');
    else if (to === 'here') this.writing = undefined;
  }

  /** Puts a block of source at the end of a section that nobody writes any more. */
  append(section: string, source: string): void {
    const body = this.#workspace.section(section)?.body;
    if (body === undefined) return;
    const parted = body.trim() === '' ? '' : `${body.trimEnd()}\n\n`;
    this.#workspace.editBody(section, `${parted}${source}\n`);
    void this.#workspace.autosave(section).flush();
  }

  step(by: number): void {
    const at = this.sections.findIndex((section) => section.id === this.current);
    this.current = this.sections[Math.max(0, Math.min(at + by, this.sections.length - 1))]?.id;
  }

  /** Adds a section below the current one. Resolves to its id. */
  async add(values: Pick<Section, 'heading' | 'prompt' | 'block' | 'role'>): Promise<string | undefined> {
    const known = new Set(this.sections.map((section) => section.id));
    const after = this.current ?? this.sections.at(-1)?.id ?? '';
    const section: Section = { id: '', body: '', ...values };
    await this.#workspace.change((backend, id) => backend.document.addSection(id, section, after), {
      retry: false,
    });
    const added = this.sections.find((section) => !known.has(section.id))?.id;
    if (added) this.current = added;
    return added;
  }

  async update(section: Section): Promise<void> {
    await this.#workspace.change((backend, id) => backend.document.updateSection(id, section), {
      retry: false,
    });
  }

  async move(section: string, by: number): Promise<void> {
    const to = this.sections.findIndex((one) => one.id === section) + by;
    if (to < 0 || to >= this.sections.length) return;
    await this.#workspace.change((backend, id) => backend.document.moveSection(id, section, to));
  }

  /** Hides a section, or shows it again; its text stays. */
  async hide(section: string, hidden: boolean): Promise<void> {
    if (this.writing?.section === section) this.writing = undefined;
    await this.#workspace.change((backend, id) => backend.document.hideSection(id, section, hidden));
  }

  /** Gives the document another shape. */
  async switchTo(template: string): Promise<void> {
    this.writing = undefined;
    // What is being typed is saved first: the switch must not go past it.
    await this.#workspace.flush();
    await this.#workspace.change((backend, id) => backend.document.switchTemplate(id, template));
    if (!this.currentSection) this.current = this.sections[0]?.id;
  }

  async remove(section: string): Promise<void> {
    if (this.writing?.section === section) this.writing = undefined;
    const at = this.sections.findIndex((one) => one.id === section);
    await this.#workspace.change((backend, id) => backend.document.removeSection(id, section));
    if (this.current === section) this.current = this.sections[Math.min(at, this.sections.length - 1)]?.id;
  }
}
