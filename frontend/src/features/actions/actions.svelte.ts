import type { ActionItem, ActionState } from '../../backend/types';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** How a state is called, the key that decides for it, and what belongs there. */
export interface Decision {
  state: ActionState;
  title: string;
  verb: string;
  key: string;
  about: string;
}

/** In the order in which they are shown: first what is open, then what was decided, then what is behind us. */
export const decisions: readonly Decision[] = [
  {
    state: 'remediation',
    title: 'Ideas',
    verb: 'Back to ideas',
    key: 'R',
    about: 'Not decided yet. Big ones and odd ones are welcome.',
  },
  {
    state: 'do-now',
    title: 'Do now',
    verb: 'Do now',
    key: 'T',
    about: 'Action items: each with an owner and a ticket.',
  },
  {
    state: 'big-bet',
    title: 'Big bets',
    verb: 'Big bet',
    key: 'B',
    about: 'Too large for a ticket, too good to drop.',
  },
  {
    state: 'if-we-have-time',
    title: 'If we have time',
    verb: 'If we have time',
    key: 'I',
    about: 'Worth doing; never becomes a ticket.',
  },
  { state: 'wont', title: 'Won’t', verb: 'Won’t do', key: 'W', about: 'Decided against, with the reason.' },
  { state: 'done', title: 'Done', verb: 'Done', key: 'X', about: '' },
];

export const sizes = ['trivial', 'small', 'project', 'platform', 'impossible'] as const;
export const audiences = ['engineering', 'product', 'support', 'process', 'docs', 'community'] as const;

export interface Group {
  decision: Decision;
  items: ActionItem[];
}

/** The retrospective's remediations and action items, by what was decided. */
export class ActionsState {
  selected: string | undefined = $state();
  /** The idea being typed. */
  typed = $state('');
  readonly #workspace: WorkspaceState;

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
  }

  get items(): ActionItem[] {
    return this.#workspace.content.actionItems;
  }

  get selectedItem(): ActionItem | undefined {
    return this.items.find((item) => item.id === this.selected);
  }

  /** All of them, the empty ones too: an empty one says what belongs there and takes what is dragged. */
  readonly groups: Group[] = $derived.by(() =>
    decisions.map((decision) => ({
      decision,
      items: this.items.filter((item) => item.state === decision.state),
    })),
  );

  /** The ideas that soaked long enough on a day, and are to be looked at again. */
  forReview(today: string): ActionItem[] {
    return this.items.filter(
      ({ state, review }) => state === 'remediation' && review !== undefined && review <= today,
    );
  }

  /** The items as they stand on the page, from top to bottom. */
  readonly order: ActionItem[] = $derived.by(() => this.groups.flatMap((group) => group.items));

  step(by: number): void {
    if (this.order.length === 0) return;
    const now = this.order.findIndex((item) => item.id === this.selected);
    const to = now < 0 ? (by > 0 ? 0 : this.order.length - 1) : now + by;
    this.selected = this.order[Math.max(0, Math.min(to, this.order.length - 1))]?.id;
  }

  /** Adds one idea per title, in their order, as one change. */
  async add(titles: readonly string[]): Promise<void> {
    if (titles.length === 0) return;
    await this.#workspace.change((backend, id) => backend.actions.addItem(id, titles.join('\n')), {
      retry: false,
    });
  }

  /** Decides, and goes on to what waits for a decision next: the choice stays in the group it was in. */
  async decide(item: ActionItem, state: ActionState): Promise<void> {
    const group = this.items.filter((one) => one.state === item.state);
    const at = group.findIndex(({ id }) => id === item.id);
    const next = group[at + 1] ?? group[at - 1];
    await this.update(item, { state });
    if (this.selected === item.id && next) this.selected = next.id;
  }

  async update(item: ActionItem, values: Partial<ActionItem>): Promise<void> {
    await this.#workspace.change((backend, id) => backend.actions.updateItem(id, { ...item, ...values }));
  }

  /** Sets the day by which it is due, as somebody writes it; "" takes it away. */
  async setDue(item: ActionItem, due: string): Promise<void> {
    await this.#workspace.change((backend, id) => backend.actions.updateItem(id, { ...item, due }));
  }

  /** Lets an idea soak, or brings one back that soaks. */
  async park(item: ActionItem): Promise<void> {
    if (item.review === undefined)
      await this.#workspace.change((backend, id) => backend.actions.park(id, [item.id]));
    else await this.update(item, { review: '' });
  }

  /** Lets all ideas soak that are not decided. */
  async parkAll(): Promise<void> {
    await this.#workspace.change((backend, id) => backend.actions.park(id, []));
  }

  async remove(item: ActionItem): Promise<void> {
    const at = this.order.findIndex((one) => one.id === item.id);
    await this.#workspace.change((backend, id) => backend.actions.removeItem(id, item.id));
    this.selected = this.order[Math.min(at, this.order.length - 1)]?.id;
  }

  /** Moves an item past its neighbour in its group. */
  async move(item: ActionItem, by: number): Promise<void> {
    const group = this.items.filter(({ state }) => state === item.state);
    const neighbour = group[group.findIndex(({ id }) => id === item.id) + by];
    if (!neighbour) return;
    const to = this.items.findIndex(({ id }) => id === neighbour.id);
    await this.#workspace.change((backend, id) => backend.actions.moveItem(id, item.id, to));
  }
}

/** The ideas in pasted lines: one per line, without bullets, numbers and boxes. */
export function ideasIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?/, '').trim())
    .filter((line) => line !== '');
}
