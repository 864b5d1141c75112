import { afterEach, expect, it } from 'vitest';
import { createEditor, type PutBlock } from './editor';

// jsdom lays out nothing, and the editor measures its text.
Range.prototype.getClientRects = () => document.createElement('i').getClientRects();

afterEach(() => {
  document.body.replaceChildren();
});

/** An editor in which a picture was pasted at a place. */
function pasted(text: string, caret: number) {
  let put: PutBlock | undefined;
  const editor = createEditor({
    parent: document.body.appendChild(document.createElement('main')),
    text,
    caret,
    label: 'Text',
    placeholder: '',
    onedit: () => undefined,
    onleave: () => undefined,
    onfiles: (_, given) => {
      put = given;
    },
    embed: { shown: /^$a/, below: /^$a/, render: () => () => undefined },
    oncell: () => undefined,
    choices: { blocks: () => [], mentions: () => [] },
    remark: () => () => undefined,
    attention: { focus: false, typewriter: false },
    toMarkdown: (html) => Promise.resolve(html),
  });
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { files: [new File(['pixels'], 'a.png')], getData: () => '', types: [] },
  });
  document.querySelector('.cm-content')?.dispatchEvent(event);
  if (!put) throw new Error('nothing was handed over');
  return { editor, put };
}

it('puts a picture where it was pasted, whatever was typed above it since', () => {
  const { editor, put } = pasted('one\n\ntwo\n\nthree', 6);
  editor.replace('zero\n\none\n\ntwo\n\nthree');
  expect(put('![a](evidence/A)')).toBe(true);
  expect(put('![b](evidence/B)')).toBe(true);
  expect(editor.text).toBe('zero\n\none\n\ntwo\n\n![a](evidence/A)\n\n![b](evidence/B)\n\n\n\nthree');
});

it('tells that the text is not written any more', () => {
  const { editor, put } = pasted('one', 3);
  editor.destroy();
  expect(put('![a](evidence/A)')).toBe(false);
});
