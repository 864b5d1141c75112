import { commonmarkLanguage, markdown } from '@codemirror/lang-markdown';
import { EditorState } from '@codemirror/state';
import { GFM } from '@lezer/markdown';
import { expect, it } from 'vitest';
import { wordsIn } from './words';

const found = (doc: string) => {
  const state = EditorState.create({
    doc,
    extensions: [markdown({ base: commonmarkLanguage, extensions: GFM, completeHTMLTags: false })],
  });
  return wordsIn(state, 0, doc.length).map(({ from, to }) => doc.slice(from, to));
};

it.each([
  ['Plain words, “quoted” (and bracketed).', 'Plain words quoted and bracketed'],
  ['**Bold** and _italic_ and ~~gone~~', 'Bold and italic and gone'],
  ["It’s Dana’s, isn't it", "It’s Dana’s isn't it"],
  ['Größe naïve déjà', 'Größe naïve déjà'],
  ['At 10:02 on 2026-03-14, 3rd of v1.2', 'At on of'],
  ['`code words` then\n\n```\nmore code\n```\nend', 'then end'],
  ['<https://example.com/some> https://example.com/words www.example.com', ''],
  ['a@example.com /etc/hosts pg_pool.ini fooBar --verbose C:\\temp #channel @dana', ''],
  ['[words here](https://example.com/none) [Event title](event/1) [file](evidence/2#L1)', 'words here'],
  ['![A caption](evidence/2)', 'caption'],
  ['SRE on call; a HTTP error', 'on call error'],
  ['{{timeline impact}}\n\ntext', 'text'],
  ['<b>bold</b> <!-- hidden words --> shown', 'bold shown'],
])('of %j looks at %j', (doc, words) => {
  expect(found(doc).join(' ')).toBe(words);
});
