// Written by build/bindings from the Go of the same name. Do not edit.
import type * as retro from './retro';

/** Finding is one remark. */
export interface Finding {
  kind: Kind;
  /** which rule found it, like "human-error" */
  rule: string;
  /** Words say what it is, in a sentence without its full stop. */
  words: string;
  /** Noun and ID name the thing that it is about; ID is "" where there are several. */
  noun: retro.Noun;
  id: string;
  /**
   * Quote is the phrase that was found, "" where it is about no words. Of a secret it
   * holds no more than tells which one it is.
   */
  quote?: string;
  /** Reason says why it matters, and Questions help to get on from there. */
  reason?: string;
  questions?: string[];
  /**
   * IsThread marks words where an investigation stops too early: it stays open until a
   * deeper factor is linked or somebody says why nobody digs on.
   */
  thread?: boolean;
  /** CanStand marks what may be let stand, with a reason. */
  canStand?: boolean;
  /** Places are where words that blame stand in the text of a section, the first thousand. */
  places?: Place[];
  /** Verdict is what people made of it, nil as long as it is open. */
  verdict?: retro.Verdict;
}

/** Kind is what a finding is about. */
export type Kind = 'secret' | 'wording' | 'plain' | 'gap' | 'completeness';

/** Looked is one thing that was looked for. */
export interface Looked {
  kind: Kind;
  /** in a list: "wording", "gaps in the timeline" */
  words: string;
  found: number;
}

/** Phrase is one that somebody wants to be told of, and what they would rather read. */
export interface Phrase {
  words: string;
  advice?: string;
}

/** Place is a stretch of the text of a section, in UTF-16 units. */
export interface Place {
  from: number;
  to: number;
}

/** Report is what a review looked for and what it found, by kind. */
export interface Report {
  looked: Looked[];
  findings: Finding[];
  /** Settled are those that there is a verdict on. */
  settled: Finding[];
}

/** Rule is a built-in rule of the wording check, as people choose among them. */
export interface Rule {
  id: string;
  /** a phrase that it finds */
  example: string;
  reason: string;
}

/** Wording is how the wording check differs from the one that is built in. */
export interface Wording {
  own?: Phrase[];
  /** ids of built-in rules that are not looked at */
  off?: string[];
}
