import { GFM, parser } from '@lezer/markdown';
import type { SyntaxNode } from '@lezer/common';

const cells = parser.configure(GFM);

const elements: Record<string, string> = {
  Emphasis: 'em',
  StrongEmphasis: 'strong',
  Strikethrough: 's',
  InlineCode: 'code',
};

/** Shows the source of a cell as it will be read, in elements of text alone. */
export function showInline(source: string, into: HTMLElement): void {
  into.replaceChildren();
  for (const [at, part] of source.split(/<br ?\/?>/i).entries()) {
    if (at > 0) into.append(document.createElement('br'));
    const text = part.replaceAll('\\|', '|');
    const paragraph = cells.parse(text).topNode.firstChild;
    // Anything else than a paragraph is no block in a cell: it stays as it is written.
    if (paragraph?.name === 'Paragraph' && !paragraph.nextSibling) show(paragraph, text, into);
    else into.append(text);
  }
}

function show(node: SyntaxNode, text: string, into: HTMLElement): void {
  let at = node.from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    into.append(text.slice(at, child.from));
    at = child.to;
    const tag = elements[child.name];
    if (tag) {
      const element = document.createElement(tag);
      show(child, text, element);
      into.append(element);
    } else if ((child.name === 'Link' || child.name === 'Image') && child.getChild('URL')) {
      const element = document.createElement('span');
      element.className = 'cm-link';
      const [opening, closing] = child.getChildren('LinkMark');
      element.append(text.slice(opening?.to, closing?.from));
      into.append(element);
    } else if (child.name === 'Escape') {
      into.append(text.slice(child.from + 1, child.to));
    } else if (!/^(Emphasis|Strikethrough|Code)Mark$/.test(child.name)) {
      into.append(text.slice(child.from, child.to));
    }
  }
  into.append(text.slice(at, node.to));
}
