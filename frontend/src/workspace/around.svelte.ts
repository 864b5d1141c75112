import { createContext } from 'svelte';
import type { Citation } from '../backend/types';

/** What stands around cited lines, to be looked at from whatever room cites them. */
export class Around {
  /** The lines that the room cites where somebody is: in its event, in its section. */
  cited: readonly Citation[] = $state.raw([]);
  /** Those that are looked at, and which of them. */
  shown: { citations: readonly Citation[]; at: number } | undefined = $state.raw();

  /** Looks at what stands around lines; without any, around all that the room cites. */
  show(citation?: Citation): void {
    const at = citation ? this.cited.findIndex((one) => isSame(one, citation)) : 0;
    if (citation && at < 0) this.shown = { citations: [citation], at: 0 };
    else if (this.cited.length > 0) this.shown = { citations: this.cited, at };
  }

  /** Looks at the next of them, or the one before. */
  step(by: 1 | -1): void {
    if (!this.shown) return;
    const { citations, at } = this.shown;
    this.shown = { citations, at: (at + by + citations.length) % citations.length };
  }

  close(): void {
    this.shown = undefined;
  }
}

function isSame(a: Citation, b: Citation): boolean {
  return a.evidence === b.evidence && a.fromLine === b.fromLine && a.toLine === b.toLine;
}

/** The lines that a Markdown text cites, each once: `evidence/ID#L10-L12`. */
export function linesIn(body: string): Citation[] {
  const found = new Map<string, Citation>();
  for (const [all, evidence = '', from, to] of body.matchAll(/evidence\/([0-9a-z]+)#L(\d+)(?:-L?(\d+))?/g))
    found.set(all, { evidence, fromLine: Number(from), toLine: Number(to ?? from) });
  return [...found.values()];
}

/** The lines that a link or a picture of rendered text leads to. */
export function linesOf(element: Element | null): Citation | undefined {
  const { evidence, from, to } = element?.closest<HTMLElement>('[data-evidence]')?.dataset ?? {};
  if (evidence === undefined || from === undefined) return undefined;
  return { evidence, fromLine: Number(from), toLine: Number(to ?? from) };
}

export const [getAround, setAround] = createContext<Around>();
