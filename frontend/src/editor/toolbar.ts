import { StateField, type EditorState, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { showTooltip, type Command, type Tooltip } from '@codemirror/view';
import { insertLink, toggleLines, toggleMark } from './format';

interface Act {
  label: string;
  shown: string;
  keys?: string;
  run: Command;
}

const acts: Act[] = [
  { label: 'Bold', shown: 'B', keys: 'Ctrl+B', run: toggleMark('**') },
  { label: 'Italic', shown: 'I', keys: 'Ctrl+I', run: toggleMark('*') },
  { label: 'Struck through', shown: 'S', run: toggleMark('~~') },
  { label: 'Code', shown: '</>', keys: 'Ctrl+E', run: toggleMark('`') },
  { label: 'Link', shown: 'Link', keys: 'Ctrl+K', run: insertLink },
  { label: 'Heading', shown: 'H', run: toggleLines('### ') },
  { label: 'List', shown: '•', run: toggleLines('- ') },
  { label: 'Quotation', shown: '❝', run: toggleLines('> ') },
];

function create(view: EditorView): { dom: HTMLElement } {
  const dom = document.createElement('div');
  dom.className = 'cm-toolbar';
  dom.setAttribute('role', 'toolbar');
  dom.setAttribute('aria-label', 'Format');
  for (const act of acts) {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.className = `cm-act cm-act-${act.label.toLowerCase().replaceAll(' ', '-')}`;
    button.textContent = act.shown;
    button.setAttribute('aria-label', act.label);
    button.title = act.keys ? `${act.label} (${act.keys})` : act.label;
    button.addEventListener('mousedown', (event) => {
      event.preventDefault();
      act.run(view);
      view.focus();
    });
    dom.append(button);
  }
  return { dom };
}

function find(state: EditorState): readonly Tooltip[] {
  const { main } = state.selection;
  if (main.empty) return [];
  return [{ pos: main.from, end: main.to, above: true, create }];
}

/** A few acts over what is selected; the keys do the same. */
export const toolbar: Extension = StateField.define<readonly Tooltip[]>({
  create: find,
  update: (shown, transaction) => {
    // What was found is not selected by a hand: nothing lies over it.
    if (transaction.isUserEvent('select.found')) return [];
    return transaction.docChanged || transaction.selection ? find(transaction.state) : shown;
  },
  provide: (field) => showTooltip.computeN([field], (state) => [...state.field(field)]),
});
