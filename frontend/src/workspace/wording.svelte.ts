import { untrack } from 'svelte';
import type { Content, Finding, Section, Settings, Verdict } from '../backend/types';
import { areSame } from '../lib/areSame';
import type { WorkspaceState } from './workspace.svelte';

/** How long somebody who writes has paused before the wording is looked at: to read much of it takes a while. */
const pause = 1000; // milliseconds

/** What the wording check reads: a new object stands in the place of each that changed. */
interface Read {
  sections: readonly Section[];
  others: readonly unknown[];
}

/** What the wording check finds, and what became of each: asked for again once what it reads has changed. */
export class Wording {
  #all: Finding[] = $state.raw([]);
  /** The places where the investigation stops at a human error. */
  readonly threads: Finding[] = $derived(this.#all.filter(({ thread }) => thread));
  /** What is open in the document. */
  readonly #open: Finding[] = $derived(
    this.#all.filter(({ verdict, noun }) => !verdict && noun === 'section'),
  );
  readonly #workspace: WorkspaceState;
  #read: Read = { sections: [], others: [] };
  /** What is looked for, as it was said last; "" where nobody has said it yet. */
  #rules = '';
  /** The texts that the places are in, by section; of one that was being typed there is none. */
  #texts = new Map<string, string>();

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
    $effect(() => {
      void workspace.revision.id;
      return untrack(() => this.#lookWhereChanged());
    });
  }

  #lookWhereChanged(): (() => void) | undefined {
    const now = readOf(this.#workspace.content);
    const isTyped = areSame(now.others, this.#read.others);
    if (isTyped && areSame(now.sections, this.#read.sections)) return undefined;
    const timer = setTimeout(() => void this.look(), isTyped ? pause : 0);
    return () => {
      clearTimeout(timer);
    };
  }

  /** Takes in what is looked for, and looks again where that is something else. */
  heed(rules: Settings['wording']): void {
    const said = JSON.stringify(rules);
    const isOther = this.#rules !== '' && this.#rules !== said;
    this.#rules = said;
    if (isOther) void this.look();
  }

  /** Looks at all of it. */
  async look(): Promise<void> {
    const { backend, id, content, revision } = this.#workspace;
    const saved = content.sections.filter((section) => !this.#workspace.isDirty(section.id));
    const found = await backend.document.wording(id).catch(() => undefined); // those of before stay
    if (!found || revision.id !== this.#workspace.revision.id) return;
    this.#read = readOf(content);
    this.#texts = new Map(saved.map((section) => [section.id, section.body]));
    this.#all = found;
  }

  /** How much is open in all sections. */
  get count(): number {
    return this.#open.length;
  }

  /** What is open in a section. */
  openIn(section: string): Finding[] {
    return this.#open.filter(({ id }) => id === section);
  }

  /** Whether the places of what is open are places in this text of a section: not where it was typed into since. */
  isOf(section: string, text: string): boolean {
    return this.#texts.get(section) === text;
  }

  /** How many threads of a thing are open. */
  openThreads(noun: string, id: string): number {
    return this.threads.filter((thread) => !thread.verdict && thread.noun === noun && thread.id === id)
      .length;
  }
}

function readOf(content: Content): Read {
  const { sections, tables = {}, events, factors, actionItems, participants } = content;
  const { questions, verdicts, solo } = content;
  return {
    sections,
    others: [events, factors, actionItems, participants, questions, verdicts, solo, ...Object.values(tables)],
  };
}

/** What a verdict on a finding is about. */
export function verdictOn({ rule, noun, id, quote = '' }: Finding, more: Partial<Verdict> = {}): Verdict {
  return { id: '', rule, noun, of: id, quote, ...more };
}
