import type { Alike } from '../../backend/types';
import { areSame } from '../../lib/areSame';
import type { Toasts } from '../../ui/toasts.svelte';
import { attempt } from '../../workspace/attempt';
import { takeBack } from '../../workspace/takeBack';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** The retrospectives of the library that speak of the same as this one, and are not in its table yet. */
export class SeenBefore {
  alike: Alike[] = $state.raw([]);
  readonly #workspace: WorkspaceState;
  readonly #toasts: Toasts;
  /** What it was asked of: the rest of the retrospective makes no difference. */
  #asked: readonly unknown[] = [];

  constructor(workspace: WorkspaceState, toasts: Toasts) {
    this.#workspace = workspace;
    this.#toasts = toasts;
  }

  /** Asks once more where what tells of it has changed. Without an answer rows are written all the same. */
  async look(): Promise<void> {
    const { backend, id, content } = this.#workspace;
    const { title, factors, events, sections, evidence, tables } = content;
    const telling = sections.filter(({ role }) => role === 'trigger');
    const asked = [title, factors, events, evidence, tables?.earlier, ...telling];
    if (areSame(asked, this.#asked)) return;
    this.#asked = asked;
    await backend.document.seenBefore(id).then(
      (found) => {
        if (this.#asked === asked) this.alike = found;
      },
      () => (this.#asked = []),
    );
  }

  async add(one: Alike): Promise<void> {
    const done = await attempt(this.#toasts, 'The row was not added', () =>
      this.#workspace.change((backend, id) => backend.document.addSeenBefore(id, one.retrospective), {
        retry: false,
      }),
    );
    if (!done) return;
    this.alike = this.alike.filter((other) => other !== one);
    this.#toasts.say(
      `“${one.title}” stands in the table “Seen before”`,
      takeBack(this.#workspace, this.#toasts),
    );
  }
}
