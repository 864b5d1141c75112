import { StateField, type EditorState } from '@codemirror/state';

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
  for (const [, name = '', words = ''] of text.matchAll(definitions))
    if (!said.has(name)) said.set(name, words);
  for (const { 1: name = '', 0: mark, index } of text.matchAll(references)) {
    const words = said.get(name);
    const isMark =
      text[index + mark.length] !== ':' ||
      !/^[ >]*$/.test(text.slice(text.lastIndexOf('\n', index) + 1, index));
    if (words !== undefined && isMark && !notes.has(name))
      notes.set(name, { number: notes.size + 1, text: words });
  }
  return notes;
}

const read = ({ doc }: EditorState) => notesIn(doc.sliceString(0, doc.length));

export const notes = StateField.define<Map<string, Note>>({
  create: read,
  update: (known, { docChanged, state }) => (docChanged ? read(state) : known),
});
