import { formatClock, formatDuration } from '../lib/time';
import { graph } from './fakeData';
import type { Entry, Workspace } from './types';

/** Just enough Markdown to design with. The real one is goldmark, sanitised, in Go. */

export function renderMarkdown(markdown: string, workspace: Workspace, entries: readonly Entry[]): string {
  return markdown
    .split(/\n{2,}/)
    .map((block) => renderParagraph(block.trim(), workspace, entries))
    .join('\n');
}

function renderParagraph(block: string, workspace: Workspace, entries: readonly Entry[]): string {
  if (block === '') return '';
  const embed = /^!?\[([^\]]*)\]\(evidence\/([^)#]+)(?:#L(\d+)-L(\d+))?\)$/.exec(block);
  if (embed) {
    const [, caption = '', id = '', from = '0', to = '0'] = embed;
    const evidence = workspace.content.evidence.find((one) => one.id === id);
    if (evidence?.kind === 'screenshot') {
      return `<figure class="picture"><img src="${graph}" alt="${escape(caption)}"><figcaption>${escape(caption)}</figcaption></figure>`;
    }
    const lines = entries
      .filter((entry) => entry.evidence === id && entry.line >= Number(from) && entry.line <= Number(to))
      .flatMap((entry) =>
        entry.text.split('\n').map((text) => `<span class="at">${clockOf(entry)}</span> ${escape(text)}`),
      );
    return `<figure class="lines"><pre>${lines.join('\n')}</pre><figcaption>${escape(caption)} · <a data-url="evidence/${id}#L${from}-L${to}">${escape(evidence?.label ?? id)}, lines ${from} – ${to}</a></figcaption></figure>`;
  }
  const heading = /^(#{1,4}) (.*)$/.exec(block);
  if (heading) return `<h3>${inline(heading[2] ?? '')}</h3>`;
  if (/^[-*] /m.test(block) && block.split('\n').every((line) => /^[-*] /.test(line))) {
    return `<ul>${block
      .split('\n')
      .map((line) => `<li>${inline(line.slice(2))}</li>`)
      .join('')}</ul>`;
  }
  if (block.startsWith('> '))
    return `<blockquote><p>${inline(block.replaceAll(/^> ?/gm, ''))}</p></blockquote>`;
  return `<p>${inline(block)}</p>`;
}

function clockOf(entry: Entry): string {
  return entry.at ? formatClock({ at: entry.at, precision: entry.precision }, 'UTC') : '';
}

function inline(text: string): string {
  return escape(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a data-url="$2">$1</a>')
    .replaceAll('\n', ' ');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function renderBlock(block: string, { content, figures }: Workspace): string {
  switch (block) {
    case 'timeline':
      return `<table class="timeline"><tbody>${content.events
        .map(
          (event) =>
            `<tr><td><time>${formatClock(event.at, 'UTC', 'second')}</time></td><td>${event.kind}</td><td>${escape(event.title)}</td></tr>`,
        )
        .join('')}</tbody></table>`;
    case 'figures': {
      const rows = [
        ['time to detect', figures.detect],
        ['time to diagnose', figures.diagnose],
        ['customer impact', figures.impact],
      ] as const;
      return `<table class="figures"><tbody>${rows
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `<tr><th scope="row">${name}</th><td>${formatDuration(value ?? 0)}</td></tr>`)
        .join('')}</tbody></table>`;
    }
    case 'action-items':
    case 'if-we-have-time': {
      const wanted = block === 'action-items' ? ['do-now', 'big-bet', 'done'] : ['if-we-have-time'];
      return `<ul>${content.actionItems
        .filter((item) => wanted.includes(item.state))
        .map((item) => `<li>${escape(item.title)}${item.owner ? ` · ${escape(item.owner)}` : ''}</li>`)
        .join('')}</ul>`;
    }
    case 'factors':
      return `<ul>${content.factors.map((factor) => `<li>${escape(factor.title)} (${factor.confidence})</li>`).join('')}</ul>`;
    case 'participants':
      return `<ul>${content.participants.map((person) => `<li>${escape(person.name)}</li>`).join('')}</ul>`;
    case 'gallery':
      return content.evidence
        .filter((one) => one.kind === 'screenshot')
        .map(
          (one) =>
            `<figure class="picture"><img src="${graph}" alt="${escape(one.label)}"><figcaption>${escape(one.caption ?? one.label)}</figcaption></figure>`,
        )
        .join('');
    default:
      return '';
  }
}

export function renderDocument(workspace: Workspace, entries: readonly Entry[]): string {
  const sections = workspace.content.sections.map(
    (section) =>
      `<h2>${escape(section.heading)}</h2>${renderMarkdown(section.body, workspace, entries)}${renderBlock(section.block ?? '', workspace)}`,
  );
  return `<h1>${escape(workspace.content.title)}</h1>${sections.join('')}`;
}
