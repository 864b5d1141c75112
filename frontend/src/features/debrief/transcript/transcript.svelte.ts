import type { Brought, HeardCue, NoteKind, Recording } from '../../../backend/types';
import type { WorkspaceState } from '../../../workspace/workspace.svelte';

/** How many cues are asked for at once, and how many are kept around those in view. */
const page = 100;
const most = 3 * page;

/** What was said in the recordings, beside the notes: a stretch of it at a time, however long it is. */
export class TranscriptState {
  /** Of which transcripts nobody wants to see anything: one that is new shows by itself. */
  #putAway = $state('');
  /** The place of the recording that is read. */
  recording = $state(0);
  find = $state('');
  /** How many cues there are, of those that are looked for. */
  total = $state(0);
  /** The place of the first cue that is here. */
  from = $state(0);
  cues: HeardCue[] = $state.raw([]);
  /** The lines that are chosen: the first and last cue, by where they begin. */
  chosen: { from: number; to: number } | undefined = $state.raw();
  readonly #workspace: WorkspaceState;
  #asked = 0;
  /** Of which list the cues are that are here. */
  #listed = '';

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
    this.#putAway = this.#all;
    this.recording = Math.max(
      0,
      this.recordings.findIndex(({ transcript }) => transcript),
    );
  }

  get recordings(): Recording[] {
    return this.#workspace.content.debrief.recorded ?? [];
  }

  /** The recordings that have a transcript, by their places. */
  get heard(): number[] {
    return this.recordings.flatMap(({ transcript }, place) => (transcript ? [place] : []));
  }

  get isShown(): boolean {
    return this.heard.length > 0 && this.#putAway !== this.#all;
  }

  show(isShown: boolean): void {
    this.#putAway = isShown ? '' : this.#all;
  }

  get #all(): string {
    return this.recordings.map(({ transcript }) => transcript?.evidence ?? '').join(' ');
  }

  /** What decides where cues stand: they are read anew when it changes. */
  get basis(): string {
    const { clock, startedAt } = this.#workspace.content.debrief;
    return JSON.stringify([this.recordings, clock?.length ?? startedAt]);
  }

  get lines(): { recording: number; from: number; to: number } | undefined {
    if (!this.chosen) return undefined;
    const { from, to } = this.chosen;
    return { recording: this.recording, from: Math.min(from, to), to: Math.max(from, to) };
  }

  isChosen({ line }: HeardCue): boolean {
    const { lines } = this;
    return lines !== undefined && line >= lines.from && line <= lines.to;
  }

  /** Which cues are listed: a place among them is none among others. */
  get #list(): string {
    return JSON.stringify([this.recordings[this.recording]?.transcript?.evidence, this.recording, this.find]);
  }

  /** Reads the stretch again that is here, of another list its beginning; or what is around a place. */
  async load(around?: number): Promise<void> {
    const asked = ++this.#asked;
    if (!this.heard.includes(this.recording)) this.recording = this.heard[0] ?? 0;
    if (this.heard.length === 0) {
      this.cues = [];
      this.total = 0;
      return;
    }
    const list = this.#list;
    const again = around === undefined && list === this.#listed;
    const from = again ? this.from : Math.max(0, (around ?? 0) - page);
    const window = await this.#read(from, again ? Math.max(this.cues.length, 2 * page) : 2 * page);
    if (asked !== this.#asked) return;
    this.#listed = list;
    ({ from: this.from, total: this.total, cues: this.cues } = window);
  }

  /** Reads on in one direction; what is far behind goes. */
  async extend(by: 1 | -1): Promise<void> {
    const asked = this.#asked;
    const begin = by > 0 ? this.from + this.cues.length : Math.max(0, this.from - page);
    const count = by > 0 ? page : this.from - begin;
    if (count <= 0 || begin >= this.total) return;
    const { cues } = await this.#read(begin, count);
    if (asked !== this.#asked || cues.length === 0) return;
    this.#asked += 1;
    if (by > 0) {
      const all = [...this.cues, ...cues];
      this.cues = all.slice(-most);
      this.from += all.length - this.cues.length;
    } else {
      this.cues = [...cues, ...this.cues].slice(0, most);
      this.from = begin;
    }
  }

  /** Reads around a place in a recording, in nanoseconds. Resolves to the line of what was said there. */
  async goTo(recording: number, at: number): Promise<number | undefined> {
    if (!this.heard.includes(recording)) return undefined;
    const { backend, id } = this.#workspace;
    this.find = '';
    this.recording = recording;
    const place = await backend.debrief.cueAt(id, recording, at);
    const isHere = this.#list === this.#listed && place >= this.from && place < this.from + this.cues.length;
    if (!isHere) await this.load(place);
    return this.cues[place - this.from]?.line;
  }

  #read(from: number, count: number) {
    const { backend, id } = this.#workspace;
    return backend.debrief.cues(id, { recording: this.recording, find: this.find }, from, count);
  }

  /** Chooses the next cue, or the one before; with `extend` those in between too. */
  step(by: 1 | -1, extend = false): number | undefined {
    const at = this.cues.findIndex(({ line }) => line === this.chosen?.to);
    const next = this.cues[at < 0 ? 0 : at + by];
    if (!next) return undefined;
    this.chosen = { from: extend && this.chosen ? this.chosen.from : next.line, to: next.line };
    return next.line;
  }

  /** Makes a note of what is chosen. */
  async note(kind: NoteKind): Promise<void> {
    const { lines } = this;
    if (lines) await this.#workspace.change((backend, id) => backend.debrief.quoteCues(id, lines, kind));
  }

  /** Quotes what is chosen at the end of a section. */
  async quoteInto(section: string): Promise<void> {
    const { lines } = this;
    if (lines) await this.#workspace.change((backend, id) => backend.debrief.quoteInto(id, lines, section));
  }

  /** What is chosen is what a note is about: the recording moves, and all of it with it. */
  async align(note: string): Promise<void> {
    const { lines } = this;
    if (!lines) return;
    await this.#workspace.change((backend, id) => backend.debrief.alignCue(id, { note }, lines));
  }

  async choose(): Promise<Brought | null> {
    const brought = await this.#workspace.change((backend, id) => backend.debrief.chooseTranscript(id, -1), {
      asks: true,
    });
    if (brought?.heard) {
      this.show(true);
      this.recording = brought.heard.recording;
      this.from = 0;
      this.chosen = undefined;
    }
    return brought;
  }
}
