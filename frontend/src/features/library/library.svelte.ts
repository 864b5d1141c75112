import type { Backend } from '../../backend/backend';
import { toBackendError, type BackendError } from '../../backend/error';
import type { ActionItem, Summary, Template, Workspace } from '../../backend/types';

/** The action items of one retrospective that somebody still has to do. */
export interface Outstanding {
  retrospective: string;
  title: string;
  items: ActionItem[];
}

type Loaded = { name: 'loading' } | { name: 'ready' } | { name: 'failed'; error: BackendError };

/** All retrospectives, newest incident first, and what is left to do in them. */
export class LibraryState {
  loaded: Loaded = $state.raw({ name: 'loading' });
  summaries: Summary[] = $state.raw([]);
  templates: Template[] = $state.raw([]);
  outstanding: Outstanding[] | undefined = $state.raw();
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get openActions(): number {
    return this.summaries.reduce((sum, one) => sum + one.openActions, 0);
  }

  async load(): Promise<void> {
    try {
      const [summaries, templates] = await Promise.all([
        this.#backend.library.list(),
        this.#backend.library.templates(),
      ]);
      this.summaries = summaries.filter((one) => !one.deletedAt).sort(byIncident);
      this.templates = templates;
      this.loaded = { name: 'ready' };
    } catch (thrown) {
      this.loaded = { name: 'failed', error: toBackendError(thrown) };
    }
  }

  /** Reads the outstanding action items of every retrospective that has some. */
  async loadOutstanding(): Promise<void> {
    const withSome = this.summaries.filter((one) => one.openActions > 0);
    const opened = await Promise.all(withSome.map((one) => this.#backend.library.open(one.id)));
    this.outstanding = opened.map(({ id, content }) => ({
      retrospective: id,
      title: content.title,
      items: content.actionItems.filter(({ state }) => state === 'do-now' || state === 'big-bet'),
    }));
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

function byIncident(a: Summary, b: Summary): number {
  return (b.incidentAt ?? b.createdAt).localeCompare(a.incidentAt ?? a.createdAt);
}

/** Whether it waits for its debrief this week, or should have had it. */
export function needsAttention(summary: Summary, now: Date): boolean {
  const { current, debriefDue } = summary.stages;
  if (current === 'share' || current === 'shared') return false;
  return debriefDue === undefined || Date.parse(debriefDue) - now.getTime() < 7 * 86_400_000;
}
