import { createContext } from 'svelte';
import type { Question } from '../backend/types';
import type { WorkspaceState } from './workspace.svelte';

/** What a question can be about, where it is asked. */
export interface About {
  /** The ends of a stretch of time. */
  from?: number;
  to?: number;
  event?: string;
  /** Whom it is for. */
  for?: string;
}

/** Asking people and teams, from whatever room: the question that is written, and the dialog that is open. */
export class Asking {
  /** The question that is written; one without an id is new. */
  draft: Question | undefined = $state.raw();
  dialog: 'list' | 'reply' | 'send' | undefined = $state();
  /** The id of the question that is chosen; "" for the answers without a place. */
  selected: string | undefined = $state();

  readonly workspace: WorkspaceState;

  constructor(workspace: WorkspaceState) {
    this.workspace = workspace;
  }

  get questions(): Question[] {
    return this.workspace.content.questions ?? [];
  }

  readonly open: Question[] = $derived.by(() => this.questions.filter(({ state }) => state === 'open'));

  /** Begins a question about a stretch of time, an event, or nothing. */
  async ask({ from, to, ...about }: About = {}): Promise<void> {
    const draft: Question = { id: '', text: '', state: 'open', ...about };
    if (from !== undefined && to !== undefined) {
      draft.from = new Date(from).toISOString();
      draft.to = new Date(to).toISOString();
      const { backend, id } = this.workspace;
      draft.text = await backend.questions.suggest(id, draft.from, draft.to);
    }
    this.draft = draft;
  }

  /** Shows a question, or the list of all. */
  show(id?: string): void {
    if (id !== undefined) this.selected = id;
    this.dialog = 'list';
  }
}

export const [getAsking, setAsking] = createContext<Asking>();
