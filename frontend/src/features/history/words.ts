import type {
  ChangedBlock,
  ChangedField,
  ChangedItem,
  ChangeSet,
  Count,
  Op,
  Step,
} from '../../backend/changes';
import type { Citation, Evidence, TimelineEvent } from '../../backend/types';
import { count, figures, lineSpan, list } from '../../lib/text';
import { formatDuration, formatMoment, zoneName } from '../../lib/time';
import { partName } from '../../workspace/region';
import { itemOf } from './restore';

/** "3 min 14 s earlier". */
export function shiftWords(shift: number): string {
  return `${formatDuration(Math.abs(shift))} ${shift < 0 ? 'earlier' : 'later'}`;
}

/** Fields of evidence that say nothing to a reader. */
const technical = ['hash', 'size', 'addedAt', 'mediaType', 'colour', 'fileName', 'reference'];

/** The fields that are worth a line, without those that the row shows in its own way. */
export function tellingFields(item: ChangedItem<unknown>, shown: readonly string[]): ChangedField[] {
  const isEvidence = item.key.startsWith('evidence/');
  return (item.fields ?? []).filter(
    (field) => !shown.includes(field.name) && !(isEvidence && technical.includes(field.name)),
  );
}

/** What an event cites now that it did not, and the other way round. */
export function citationChange(
  item: ChangedItem<TimelineEvent>,
  evidence: readonly Evidence[],
): { added: string[]; removed: string[] } {
  const say = (citation: Citation) => {
    const label = evidence.find((one) => one.id === citation.evidence)?.label ?? 'evidence that is gone';
    const { fromLine = 0, toLine = 0 } = citation;
    if (citation.region) return `${label}, ${partName(citation.region)}`;
    if (fromLine === 0) return label;
    return `${label}, ${lineSpan(fromLine, toLine)}`;
  };
  const old = (item.old?.citations ?? []).map(say);
  const now = (item.new?.citations ?? []).map(say);
  return { added: now.filter((one) => !old.includes(one)), removed: old.filter((one) => !now.includes(one)) };
}

/** What both revisions have alike: "7 sections, 14 events, 5 of 7 pieces of evidence". */
export function untouchedWords({ totals }: ChangeSet): string {
  const say = ({ same, added, changed }: Count, one: string, many = `${one}s`) => {
    const all = same + added + changed;
    if (same === 0) return '';
    return same === all ? count(same, one, many) : `${figures(same)} of ${count(all, one, many)}`;
  };
  const parts = [
    say(totals.sections, 'section'),
    say(totals.events, 'event'),
    say(totals.factors, 'factor'),
    say(totals.actionItems, 'action item'),
    say(totals.participants, 'participant'),
    say(totals.evidence, 'piece of evidence', 'pieces of evidence'),
  ].filter(Boolean);
  return parts.length === 0 ? 'Nothing stayed as it was.' : `${list(parts)}: byte for byte the same.`;
}

/** A line of text with its changes in the manner of a plain text: [-gone-]{+come+}. */
function plainOps(ops: readonly Op[]): string {
  return ops
    .map((op) => {
      if (op[0] === '~') return op[2];
      const [, words = '', space = ''] = /^([^]*?)(\s*)$/.exec(op[1]) ?? [];
      if (op[0] === '=' || words === '') return op[1];
      return (op[0] === '-' ? `[-${words}-]` : `{+${words}+}`) + space;
    })
    .join('');
}

/** The block of a text at which a step stops, if it does at one. */
export function blockOf(changes: ChangeSet, step: Step): ChangedBlock | undefined {
  const place = /\/body\/(\d+)$/.exec(step.key);
  const body = itemOf(changes, step)?.fields?.find((field) => field.document);
  return place ? body?.document?.blocks[Number(place[1])] : undefined;
}

/** A step as plain text, to be pasted somewhere else. */
export function stepText(changes: ChangeSet, step: Step): string {
  const item = itemOf(changes, step);
  const block = blockOf(changes, step);
  const lines = [step.label];
  for (const field of item?.fields ?? []) {
    if (field.document && block) {
      lines.push(plainOps(block.elsewhere?.ops ?? block.ops).trim());
    } else if (!field.document && !block) {
      lines.push(
        `${field.label}: ${field.ops ? plainOps(field.ops) : `${field.old || 'nothing'} → ${field.new || 'nothing'}`}`,
      );
    }
  }
  return lines.join('\n');
}

/** The place of a chart that is drawn again, among the steps. */
export function drawnKey(chart: string): string {
  return `drawn/${chart}`;
}

/** The place of the first step in which words stand or stood; 0 where none says them. */
export function stepSaying(changes: ChangeSet, words: string): number {
  const plain = (text: string) => text.replaceAll(/[*_`]/g, '').replaceAll(/\s+/g, ' ').toLowerCase();
  const wanted = plain(words.trim());
  const says = (step: Step) => {
    const item = itemOf(changes, step);
    const block = blockOf(changes, step);
    const texts = block
      ? [block.oldText, block.newText]
      : [item?.title ?? '', ...(item?.fields ?? []).flatMap((field) => [field.old, field.new])];
    return texts.some((text) => plain(text).includes(wanted));
  };
  return Math.max(0, changes.steps.findIndex(says));
}

/** One side of a changed field as the page says it: times to the second in its zone. */
export function valueWords(value: string, zone: string): string {
  const moment = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d(:\d\d)?)(\.\d+)?( UTC)?$/.exec(value);
  if (!moment) return value;
  const [, day = '', clock = '', seconds] = moment;
  const precision = seconds === undefined ? 'minute' : 'second';
  return `${formatMoment({ at: `${day}T${clock}${seconds === undefined ? ':00' : ''}Z`, precision }, zone)} ${zoneName(zone)}`;
}
