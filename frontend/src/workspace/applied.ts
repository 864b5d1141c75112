import type {
  Content,
  Edited,
  ListEdit,
  ListEdits,
  Particulars,
  TableNoun,
  Workspace,
} from '../backend/types';

/**
 * The retrospective after an act: what it was before, with what the answer tells
 * of. Only an answer that was made from the revision that is here may be applied.
 */
export function applied(now: Workspace, edited: Edited): Workspace {
  const { revision, revisions, canUndo, canRedo, lists } = edited;
  const content = contentWith(now.content, lists as ListEdits);
  return {
    ...now,
    revision,
    revisions,
    canUndo,
    canRedo,
    content,
    damage: edited.damage ?? [],
    readings: readingsOf(content, { ...now.readings, ...edited.readings }),
    figures: edited.figures ?? now.figures,
    stages: edited.stages ?? now.stages,
    duties: edited.duties ?? now.duties,
    told: edited.told ?? now.told,
    places:
      edited.places || lists.note?.removed
        ? placesOf(content, { ...now.places, ...edited.places })
        : now.places,
  };
}

function contentWith(content: Content, lists: ListEdits): Content {
  const { tables, questions = [], answers = [], private: kept = [], verdicts = [], ...others } = content;
  const rest = withParticulars(others, only(lists.particulars));
  const { notes = [], ...held } = rest.debrief;
  const noted = put(notes, lists.note);
  const asked = put(questions, lists.question);
  const said = put(answers, lists.answer);
  const unsaid = put(kept, lists['private-note']);
  const judged = put(verdicts, lists.verdict);
  return {
    ...rest,
    sections: put(rest.sections, lists.section),
    events: put(rest.events, lists.event),
    factors: put(rest.factors, lists.factor),
    actionItems: put(rest.actionItems, lists['action-item']),
    participants: put(rest.participants, lists.participant),
    debrief: { ...(only(lists.debrief) ?? held), ...(noted.length > 0 ? { notes: noted } : {}) },
    evidence: put(rest.evidence, lists.evidence),
    ...(asked.length > 0 ? { questions: asked } : {}),
    ...(said.length > 0 ? { answers: said } : {}),
    ...(unsaid.length > 0 ? { private: unsaid } : {}),
    ...(judged.length > 0 ? { verdicts: judged } : {}),
    ...withTables(tables, lists),
  };
}

/** What is said of the retrospective itself: what an act left empty is not told, and goes. */
function withParticulars<T extends Particulars>(content: T, now: Particulars | undefined): T {
  if (!now) return content;
  const others = Object.entries(content).filter(([name]) => !(name in particulars));
  return { ...Object.fromEntries(others), ...now } as T;
}

/** Typed so that none can be forgotten. */
const particulars: Record<keyof Particulars, true> = {
  title: true,
  template: true,
  zones: true,
  sharedAt: true,
  sharedIn: true,
  draft: true,
  solo: true,
  aliases: true,
};

/** The tables after an act; one without rows is left out. */
function withTables(tables: Content['tables'], lists: ListEdits): Pick<Content, 'tables'> {
  const changed: NonNullable<Content['tables']> = { ...tables };
  for (const noun of tableNouns) {
    if (!lists[noun]) continue;
    changed[noun] = put(changed[noun] ?? [], lists[noun]);
  }
  const filled = Object.entries(changed).filter(([, rows]) => rows.length > 0);
  return filled.length > 0 ? { tables: Object.fromEntries(filled) } : {};
}

/** Typed so that none can be forgotten. */
const tableNouns = Object.keys({
  impact: true,
  assumption: true,
  claim: true,
  learning: true,
  view: true,
  appreciation: true,
  outcome: true,
  term: true,
  reference: true,
  earlier: true,
} satisfies Record<TableNoun, true>) as TableNoun[];

/** The record of what there is one of, where it changed. */
function only<T>(edit: ListEdit<T> | undefined): T | undefined {
  return edit?.placed?.[0]?.record;
}

/** A list after an edit: what was removed and what is placed goes, and what is placed comes in at its place. */
function put<T extends { id: string }>(list: T[], edit: ListEdit<T> | undefined): T[] {
  if (!edit) return list;
  const { removed = [], placed = [] } = edit;
  const moved = new Map(list.map((one) => [one.id, one]));
  const out = new Set([...removed, ...placed.map(({ id }) => id)]);
  const after = list.filter(({ id }) => !out.has(id));
  for (const { id, at, record = moved.get(id) } of placed) if (record) after.splice(at, 0, record);
  return after;
}

function readingsOf(content: Content, known: Workspace['readings']): Workspace['readings'] {
  return Object.fromEntries(
    content.evidence.flatMap(({ id }) => {
      const reading = known[id];
      return reading ? [[id, reading]] : [];
    }),
  );
}

/** The places of the notes that there are. */
function placesOf(content: Content, known: Workspace['places']): Workspace['places'] {
  return Object.fromEntries(
    (content.debrief.notes ?? []).flatMap(({ id }) => {
      const place = known[id];
      return place ? [[id, place]] : [];
    }),
  );
}
