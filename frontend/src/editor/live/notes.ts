import { StateField, type EditorState } from '@codemirror/state';
import { textOf } from '../text';

/** A footnote that the text points at. */
export interface Note {
  /** Its number within this text. */
  number: number;
  /** Its first line, for who points at its mark. */
  text: string;
}

const definitions = /^[ >]*\[\^([^[\]\n]+)\]:[ \t]*(.*)$/gm;
const references = /\[\^([^[\]\n]+)\]/g;

/** The notes of a text by their names, numbered in the order in which it points at them. */
export function notesIn(text: string): Map<string, Note> {
  const notes = new Map<string, Note>();
  if (!text.includes('[^')) return notes;
  const said = new Map<string, string>();
  /** Where a mark begins a note, and points at none. */
  const begins = new Set<number>();
  for (const { 0: line, 1: name = '', 2: words = '', index } of text.matchAll(definitions)) {
    begins.add(index + line.indexOf('['));
    if (!said.has(name)) said.set(name, words);
  }
  for (const { 1: name = '', index } of text.matchAll(references)) {
    const words = said.get(name);
    if (words !== undefined && !begins.has(index) && !notes.has(name))
      notes.set(name, { number: notes.size + 1, text: words });
  }
  return notes;
}

const read = ({ doc }: EditorState) => notesIn(textOf(doc));

export const notes = StateField.define<Map<string, Note>>({
  create: read,
  update: (known, { docChanged, state }) => (docChanged ? read(state) : known),
});
