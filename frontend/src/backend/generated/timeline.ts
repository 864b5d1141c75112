// Written by build/bindings from the Go of the same name. Do not edit.
import type * as canvas from './canvas';
import type * as retro from './retro';

/** By is what the lanes stand for. */
export type By = '' | 'kind' | 'source' | 'person';

/** Change is what became of an event between two states of a retrospective. */
export type Change = 'added' | 'removed' | 'changed' | 'was';

/**
 * Frame is what is to be drawn. Times are in milliseconds since 1970, with fractions;
 * lengths in pixels from the upper edge.
 */
export interface Frame {
  from: number;
  to: number;
  /** of all lanes, and what stands below them */
  height: number;
  lanes: Lane[];
  marks: Mark[];
  spans: Span[];
  labels: Label[];
  /** windows of customer impact */
  shades: Shade[];
  /** where it was detected, mitigated, resolved */
  signs: Sign[];
  ticks: Tick[];
  /** Shots are the screenshots, in a strip below the lanes, and Mood is below that. */
  shots?: Shot[];
  shotsTop?: number;
  mood?: Mood;
  /** where the events begin */
  first: number;
  /** and end */
  last: number;
  /** Figures are what the events came to at the moment whose knowledge is drawn. */
  figures?: retro.Figures;
}

/** Label is a title beside its mark, for which there is room. */
export interface Label {
  id: retro.EventID;
  at: number;
  y: number;
  text: string;
  /** from the middle of the mark to where the text begins; below zero left of it */
  gap: number;
  width: number;
}

/** Lane is one line of the drawing. */
export interface Lane {
  name: string;
  /** of it, what there is room for */
  label: string;
  kind?: retro.EventKind;
  /** of a source */
  ink?: canvas.Ink;
  top: number;
  height: number;
}

/** Mark is a moment, or several that stand too close to be told apart. */
export interface Mark {
  id: retro.EventID;
  at: number;
  y: number;
  kind: retro.EventKind;
  about?: boolean;
  /** comes again: not its first time */
  again?: boolean;
  /** of events, 0 for one */
  count?: number;
  /** of several, how many */
  sign?: string;
  /** of the last one of several */
  until?: number;
  dive?: boolean;
  /** where two states are compared */
  change?: Change;
  /** of the first few, of the first one where there are many marks */
  titles: Title[];
}

/** Mood is how people felt, a line for each. */
export interface Mood {
  top: number;
  height: number;
  /** the words of the moods, the best first */
  levels: string[];
  lines: MoodLine[];
}

/** MoodLine is how one person felt. */
export interface MoodLine {
  who: string;
  points: MoodPoint[];
}

/** MoodPoint is how somebody felt at an event. */
export interface MoodPoint {
  id: retro.EventID;
  at: number;
  y: number;
  /** "Dana: low, could not sleep" */
  said: string;
  /** of it, as far as there is room */
  label?: string;
  /**
   * LabelY is the height of the middle of Label: above or below the point where a line
   * would strike it through.
   */
  labelY?: number;
}

/** Shade is a window of customer impact. */
export interface Shade {
  from: number;
  to: number;
}

/** Shot is a screenshot at its time, or several that stand too close to be told apart. */
export interface Shot {
  evidence: retro.EvidenceID;
  at: number;
  title: string;
  /** 0 for one */
  count?: number;
}

/** Sign is a time that figures are told from. */
export interface Sign {
  at: number;
  kind: retro.EventKind;
  text: string;
  /**
   * Words are what is written beside it, "" where there is no room: Text, or that of the
   * next one as well. They end at it where Left is set.
   */
  words?: string;
  left?: boolean;
}

/** Span is an event that lasts, or a range in which something was. */
export interface Span {
  id: retro.EventID;
  from: number;
  to: number;
  y: number;
  kind: retro.EventKind;
  vague?: boolean;
  again?: boolean;
  /** Holds marks one that covers the events that are part of it, down to Bottom. */
  holds?: boolean;
  bottom?: number;
  title: string;
  /** Words is until when its title may go, where something else covers its end. */
  words?: number;
  /** Text is its title, with how long it lasts, as far as there is room on it. */
  text?: string;
  /** Change is what became of it, where two states are compared. */
  change?: Change;
}

/** Tick is a mark on the axis, at a round time of the zone's clocks. */
export interface Tick {
  at: number;
  text: string;
  /** begins a day or more */
  day?: boolean;
}

/** Title is what a mark stands for. */
export interface Title {
  id: retro.EventID;
  at: string;
  text: string;
}
