import type {
  Agenda,
  AgendaStep,
  Debrief,
  Note,
  NoteKind,
  Participant,
  Question,
  Readiness,
  Recording,
  Standing,
} from '../../backend/types';
import { isOpen } from './meeting';
import { agree } from '../../workspace/agree';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** The key that begins a note of the kind. A plain note needs none. */
export const noteKeys: Partial<Record<string, NoteKind>> = {
  '!': 'action',
  '?': 'question',
  '"': 'quote',
  '~': 'correction',
  '=': 'decision',
  '#': 'factor',
};

/** All kinds of note, the plain one first. */
export const noteKinds: readonly NoteKind[] = [
  'note',
  'action',
  'question',
  'quote',
  'correction',
  'decision',
  'factor',
];

export type Phase = 'planned' | 'held' | 'over';

/** The meeting: its plan, who is there, who has spoken, and what is noted. */
export class DebriefState {
  /** The note being written. */
  kind: NoteKind = $state('note');
  text = $state('');
  /** The id of the note that is chosen. */
  selected: string | undefined = $state();
  /** The steps of the meeting, once they are known. */
  agenda: AgendaStep[] = $state.raw([]);
  /** What the meeting should not begin without, once it is known. */
  readiness: Readiness[] = $state.raw([]);
  /** The agendas that there are, once they are known. */
  agendas: Agenda[] = $state.raw([]);
  /** Where the meeting is, as of the last second. */
  standing: Standing | undefined = $state.raw();
  /** The id of the event that is on the screen in the meeting. */
  event: string | undefined = $state();
  /** The id of the topic that is on the table again. */
  topic: string | undefined = $state();
  /** When the typing of the note began, by a clock that nobody sets. */
  #began: number | undefined;
  #isKeeping = false;
  #isKept = false;
  readonly #workspace: WorkspaceState;

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
  }

  get debrief(): Debrief {
    return this.#workspace.content.debrief;
  }

  get participants(): Participant[] {
    return this.#workspace.content.participants;
  }

  get notes(): Note[] {
    return this.debrief.notes ?? [];
  }

  get selectedNote(): Note | undefined {
    return this.notes.find(({ id }) => id === this.selected);
  }

  /** Topics that were put off and still wait. */
  get parked(): Note[] {
    return this.notes.filter((note) => note.parked && isOpen(note));
  }

  /** The step that is held, or before the start the first one. */
  get step(): AgendaStep | undefined {
    return this.agenda[Math.max(0, this.standing?.step ?? 0)];
  }

  /** What was noted in that step, the newest first; what is parked belongs to none. */
  get notesOfStep(): Note[] {
    const step = this.standing ? this.step?.id : undefined;
    return this.notes.filter((note) => note.step === step && !note.parked).toReversed();
  }

  get minutes(): number {
    return this.debrief.minutes && this.debrief.minutes > 0 ? this.debrief.minutes : 60;
  }

  get phase(): Phase {
    if (this.debrief.startedAt === undefined) return 'planned';
    return this.debrief.endedAt === undefined ? 'held' : 'over';
  }

  get isPaused(): boolean {
    return this.standing?.phase === 'paused';
  }

  get isRecorded(): boolean {
    return (this.debrief.recorded?.length ?? 0) > 0 || (this.debrief.recording ?? '') !== '';
  }

  /** Asks what the meeting should not begin without. */
  async loadReadiness(): Promise<void> {
    const { backend, id } = this.#workspace;
    this.readiness = await backend.debrief.readiness(id);
  }

  /** Asks for the steps of a meeting of the planned length. */
  async loadAgenda(): Promise<void> {
    const { minutes } = this;
    const { steps = [], agenda = '' } = this.debrief;
    const planned =
      steps.length > 0 ? steps : (await this.#workspace.backend.debrief.agenda(agenda, minutes)).steps;
    if (minutes === this.minutes) this.agenda = planned;
  }

  /** Asks where the meeting is: only Go reads a clock that nobody sets. */
  async loadStanding(): Promise<void> {
    const { backend, id } = this.#workspace;
    this.standing = await backend.debrief.standing(id);
  }

  /** Stops the clock, or lets it go on. */
  async pause(): Promise<void> {
    const { isPaused } = this;
    await this.#workspace.change((backend, id) =>
      isPaused ? backend.debrief.resume(id) : backend.debrief.pause(id),
    );
    await this.loadStanding();
  }

  /** Goes to the next step of the agenda, back to the one before, or to the one with an id. */
  async goTo(to: string): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.step(id, to), { retry: false });
    await this.loadStanding();
  }

  /** Has the steps to come give the minutes by which the meeting would end after its planned end. */
  async keepEnd(): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.keepEnd(id), { retry: false });
    await this.loadStanding();
  }

  /** Something was typed into the note: when that began is kept, and within a second the words too. */
  typed(): void {
    this.#began = this.text === '' ? undefined : (this.#began ?? performance.now());
    if (this.#isKeeping) return;
    this.#isKeeping = true;
    setTimeout(() => {
      this.#isKeeping = false;
      this.#keepDraft();
    }, 800);
  }

  /** Finds the note again that was being typed when the window closed. */
  async loadDraft(): Promise<void> {
    const { backend, id } = this.#workspace;
    const draft = await backend.debrief.draft(id);
    if (this.text !== '' || !draft.text) return;
    this.text = draft.text;
    this.kind = draft.kind;
    this.event ??= draft.event;
    this.#isKept = true;
  }

  #keepDraft(): void {
    const { backend, id } = this.#workspace;
    const { kind, text, event } = this;
    if (text === '' && !this.#isKept) return;
    this.#isKept = text !== '';
    backend.debrief.keepDraft(id, { kind, text, ...(event ? { event } : {}) }).catch(() => undefined);
  }

  async plan(values: Partial<Debrief>): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.save(id, { ...this.debrief, ...values }));
  }

  /** Reads a typed date and plans the meeting for it; an empty one takes the date away. */
  async planAt(text: string): Promise<void> {
    const { at: _, ...rest } = this.debrief;
    const { backend, id } = this.#workspace;
    const at = text.trim() === '' ? undefined : await backend.debrief.parseTime(id, text);
    await this.#workspace.change((to) => to.debrief.save(id, at ? { ...rest, at } : rest));
  }

  async loadAgendas(): Promise<void> {
    this.agendas = await this.#workspace.backend.debrief.agendas();
  }

  async chooseAgenda(name: string): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.chooseAgenda(id, name));
  }

  /** Holds the meeting by steps of its own, which say how long it takes. */
  async saveSteps(steps: AgendaStep[]): Promise<void> {
    const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
    await this.#workspace.change(
      (backend, id) => backend.debrief.save(id, { ...this.debrief, agenda: '', steps, minutes }),
      { retry: false },
    );
  }

  /** Holds the meeting by steps that are kept for other meetings too, under a title. */
  async saveAgenda(title: string, steps: AgendaStep[]): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.saveAgenda(id, title, steps), {
      retry: false,
    });
    await this.loadAgendas();
  }

  /** Takes an agenda of one's own out of those that can be chosen. */
  async removeAgenda(name: string): Promise<void> {
    await this.#workspace.backend.debrief.removeAgenda(name);
    await this.loadAgendas();
  }

  /** Keeps an agenda for other meetings, and leaves this one as it is. */
  async keepAgenda({ title, steps }: Agenda): Promise<void> {
    await this.#workspace.backend.debrief.keepAgenda(title, steps);
    await this.loadAgendas();
  }

  /** The agenda that it is held by, where that can be chosen. */
  get chosen(): Agenda | undefined {
    return this.agendas.find(({ name }) => name === (this.debrief.agenda || 'standard'));
  }

  /** Whether it is held by steps of its own, which no agenda that can be chosen has. */
  get isEdited(): boolean {
    const { steps = [], agenda = '' } = this.debrief;
    return steps.length > 0 && (agenda === '' || (this.agendas.length > 0 && this.chosen === undefined));
  }

  /** Says that the timeline is agreed, or no longer. */
  agree(isAgreed: boolean): Promise<void> {
    return agree(this.#workspace, isAgreed);
  }

  /** The recordings, in the order in which they began. */
  get recordings(): Recording[] {
    const { recorded = [], recording = '' } = this.debrief;
    return recorded.length === 0 && recording !== '' ? [{ where: recording, start: 0 }] : recorded;
  }

  /** Adds a recording that begins at a place on the clock, written as people do; empty for now, or the beginning. */
  async record(where: string, since: string): Promise<void> {
    const { backend } = this.#workspace;
    if (this.phase === 'held') await this.loadStanding();
    const now = this.phase === 'held' ? (this.standing?.ran ?? 0) : 0;
    const start = since.trim() === '' ? now : await backend.debrief.parseOffset(since);
    await this.#workspace.change((to, id) => to.debrief.record(id, { where, start }), { retry: false });
  }

  /** Says where a recording is now. */
  async moveRecording(place: number, where: string): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.moveRecording(id, place, where), {
      retry: false,
    });
  }

  async removeRecording(place: number): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.removeRecording(id, place));
  }

  /** Moves a recording so that what a note tells of is at a place in it. */
  async align(place: number, note: string, offset: string): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.align(id, place, { note }, offset), {
      retry: false,
    });
  }

  async start(): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.start(id));
  }

  async end(): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.end(id));
  }

  /**
   * Takes the typed note, about an event or as a topic for later; the field is empty at once, and has the
   * words again if they could not be kept.
   */
  async note(about: { event?: string; parked?: true } = {}): Promise<void> {
    const text = this.text.trim();
    const { kind } = this;
    if (text === '') return;
    const ago = this.#began === undefined ? 0 : Math.round(performance.now() - this.#began);
    this.#began = undefined;
    this.text = '';
    this.kind = 'note';
    try {
      await this.#workspace.change(
        (backend, id) => backend.debrief.addNote(id, { kind, text, ago, ...about }),
        { retry: false },
      );
      this.#keepDraft();
    } catch (thrown) {
      if (this.text === '') {
        this.text = text;
        this.kind = kind;
      }
      throw thrown;
    }
  }

  /** Changes the words and the kind of a note. */
  async updateNote(note: Note): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.updateNote(id, note), { retry: false });
  }

  async removeNote(note: Note): Promise<void> {
    await this.#workspace.change((backend, id) => backend.debrief.removeNote(id, note.id));
  }

  /** Puts a topic that was parked on the table again. */
  async bringBack(note: Note): Promise<void> {
    await this.updateNote({ ...note, parked: false });
    this.topic = note.id;
  }

  /** Marks a question that was asked before the meeting as answered, or as open again. */
  async answer(question: Question, isAnswered: boolean): Promise<void> {
    const state = isAnswered ? 'answered' : 'open';
    await this.#workspace.change((backend, id) => backend.questions.update(id, { ...question, state }));
  }

  /** Makes an action of a note, which lands among the remediations. */
  async makeAction(note: Note): Promise<void> {
    if (note.kind !== 'action') return this.updateNote({ ...note, kind: 'action' });
    // It is one already, whose remediation was deleted.
    await this.#workspace.change((backend, id) => backend.debrief.takeOver(id, note.id));
  }

  /** Marks what a note says as dealt with. */
  async settle(note: Note): Promise<void> {
    await this.updateNote({ ...note, settled: true });
    if (this.topic === note.id) this.topic = undefined;
  }

  /** Chooses the next note, or the one before. */
  stepNote(by: 1 | -1): void {
    const at = this.notes.findIndex(({ id }) => id === this.selected);
    this.selected = (this.notes[at + by] ?? this.notes.at(by < 0 ? 0 : -1))?.id;
  }

  async savePerson(person: Participant): Promise<void> {
    const known = this.participants.some((one) => one.id === person.id);
    const all = known
      ? this.participants.map((one) => (one.id === person.id ? person : one))
      : [...this.participants, person];
    await this.#workspace.change((backend, id) => backend.debrief.saveParticipants(id, all), {
      retry: false,
    });
  }

  async removePerson(person: Participant): Promise<void> {
    const rest = this.participants.filter((one) => one.id !== person.id);
    await this.#workspace.change((backend, id) => backend.debrief.saveParticipants(id, rest));
  }

  /** Marks somebody as heard, or no longer. */
  async toggleHeard(id: string): Promise<void> {
    // Those who are marked one right after another are all marked: each change begins from the one before.
    const marked = () =>
      this.participants.map((one) => {
        const { hasSpoken, ...person } = one;
        return one.id !== id ? one : hasSpoken ? person : { ...person, hasSpoken: true };
      });
    await this.#workspace.change((backend, key) => backend.debrief.saveParticipants(key, marked()));
  }

  /** Typing one of the keys into an empty note chooses its kind. Reports whether it did. */
  chooseKind(key: string): boolean {
    const kind = noteKeys[key];
    if (this.text !== '' || kind === undefined) return false;
    this.kind = kind;
    return true;
  }
}
