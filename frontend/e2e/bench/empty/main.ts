import { EditorView } from '@codemirror/view';

/** CodeMirror with nothing in it and no extension: as fast as typing can be. */
new EditorView({ parent: document.body }).focus();
