import type { Backend } from './backend';
import { BackendError } from './error';
import { fakeChanges } from './fakeChanges';
import { listed, outlineOf } from './fakeHistory';
import { fakeMerging } from './fakeMerging';
import { graph, sample, type Sample } from './fakeData';
import { renderBlock, renderDocument, renderMarkdown } from './fakeRender';
import type {
  Actor,
  Added,
  Content,
  Entry,
  EntryQuery,
  Evidence,
  ExportTarget,
  Figures,
  Instant,
  Opened,
  Revision,
  RevisionKind,
  Settings,
  Stages,
  Summary,
  TimelineEvent,
  Vocabulary,
  Edited,
  ListEdit,
  Workspace,
} from './types';

/** One stored retrospective: all its revisions, and what Undo and Redo would bring back. */
interface Stored {
  id: string;
  createdAt: string;
  deletedAt?: string;
  states: { revision: Revision; content: Content }[];
  past: Content[];
  future: Content[];
  entries: Entry[];
  readings: Workspace['readings'];
}

interface Options {
  /** Starts without any retrospective. */
  empty?: boolean;
  now?: () => Date;
  /** Milliseconds before an answer. */
  delay?: number;
  /** Asked before every call; what it throws is the answer. */
  before?: (call: string) => void;
}

/**
 * A library in memory with the promises of the real one as far as a window can
 * see them: revisions, undo, derived figures and stages, answers that come later.
 * For unit tests, and for designing without Go.
 */
export function fakeBackend(options: Options = {}): Backend {
  const now = options.now ?? (() => new Date());
  const library = new Map<string, Stored>();
  let nextId = 1;
  let settings: Settings = { author: 'Priya N.', theme: 'system', zone: 'UTC' };
  const id = (prefix: string) => `${prefix}-new-${String(nextId++)}`;

  const answer = async <T>(call: string, make: () => T): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, options.delay ?? 0));
    options.before?.(call);
    return structuredClone(make());
  };

  const stored = (key: string): Stored => {
    const found = library.get(key);
    if (!found) throw new BackendError('not_found', 'there is no such retrospective');
    return found;
  };
  const head = (one: Stored) => {
    const last = one.states.at(-1);
    if (!last) throw new BackendError('damaged', 'the retrospective has no revision');
    return last;
  };

  const commit = (
    one: Stored,
    content: Content,
    reason: string,
    kind: RevisionKind = 'auto',
    name = '',
  ): Revision => {
    const seq = one.states.length + 1;
    const revision: Revision = {
      id: `${one.id}-r${String(seq)}`,
      retrospective: one.id,
      seq,
      kind,
      reason,
      author: settings.author,
      at: now().toISOString(),
      size: JSON.stringify(content).length,
      ...(name ? { name } : {}),
    };
    one.states.push({ revision, content: structuredClone(content) });
    return revision;
  };

  /** A revision that Undo can take back. */
  const step = (one: Stored, content: Content, reason: string, kind: RevisionKind = 'auto') => {
    one.past.push(head(one).content);
    one.future = [];
    commit(one, content, reason, kind);
  };

  const workspace = (one: Stored): Workspace => {
    const { revision, content } = head(one);
    return {
      id: one.id,
      revision,
      revisions: one.states.length,
      content,
      damage: [],
      readings: one.readings,
      figures: figuresOf(content.events),
      stages: stagesOf(content),
      canUndo: one.past.length > 0,
      canRedo: one.future.length > 0,
    };
  };

  /** What the newest state changed: all lists as they are now. */
  const edited = (one: Stored): Edited => {
    const before = one.states.at(-2) ?? head(one);
    const { id, revision, revisions, content, figures, stages, canUndo, canRedo, readings } = workspace(one);
    const all = <T extends { id: string }>(was: T[], is: T[]): ListEdit<T> => ({
      removed: was.map((record) => record.id),
      placed: is.map((record, at) => ({ id: record.id, at, record })),
    });
    const { notes: noted = [] } = before.content.debrief;
    const { notes = [], ...debrief } = content.debrief;
    return {
      id,
      before: before.revision.seq,
      revision,
      revisions,
      canUndo,
      canRedo,
      lists: {
        particulars: { placed: [{ id: '', at: 0, record: particularsOf(content) }] },
        section: all(before.content.sections, content.sections),
        event: all(before.content.events, content.events),
        factor: all(before.content.factors, content.factors),
        'action-item': all(before.content.actionItems, content.actionItems),
        participant: all(before.content.participants, content.participants),
        debrief: { placed: [{ id: '', at: 0, record: debrief }] },
        note: all(noted, notes),
        evidence: all(before.content.evidence, content.evidence),
      },
      readings,
      figures,
      stages,
    };
  };

  const change = (call: string, key: string, reason: string, edit: (content: Content) => void) =>
    answer(call, () => {
      const one = stored(key);
      const content = structuredClone(head(one).content);
      edit(content);
      content.events.sort((a, b) => a.at.at.localeCompare(b.at.at));
      step(one, content, reason);
      return edited(one);
    });

  const keep = (made: Sample, ageInDays = 0): Stored => {
    const key = `retro-${String(library.size + 1)}`;
    const one: Stored = {
      id: key,
      createdAt: new Date(now().getTime() - ageInDays * 86_400_000).toISOString(),
      states: [],
      past: [],
      future: [],
      entries: made.entries,
      readings: made.readings,
    };
    library.set(key, one);
    commit(one, made.content, 'created');
    return one;
  };

  if (!options.empty) {
    keep(sample(now()), 5);
    for (const [title, days, kind] of others) {
      const made = sample(new Date(now().getTime() - days * 86_400_000));
      made.content.title = title;
      made.content.actionItems = made.content.actionItems.slice(0, days % 5);
      made.content.participants = made.content.participants.slice(days % 3);
      if (kind !== 'investigate') made.content.debrief.startedAt = now().toISOString();
      if (kind === 'shared') {
        made.content.debrief.endedAt = made.content.debrief.at?.at ?? now().toISOString();
        made.content.sharedAt = now().toISOString();
      }
      keep(made, days);
    }
  }

  const summary = (one: Stored): Summary => {
    const { content, revision } = head(one);
    const derived = figuresOf(content.events);
    const lead = content.participants.find((person) => person.roles?.includes('lead investigator'));
    return {
      id: one.id,
      title: content.title,
      createdAt: one.createdAt,
      updatedAt: revision.at,
      stages: stagesOf(content),
      openActions: content.actionItems.filter((item) => item.state === 'do-now' || item.state === 'big-bet')
        .length,
      evidence: content.evidence.length,
      events: content.events.length,
      revisions: one.states.length,
      ...(derived.start ? { incidentAt: derived.start.at } : {}),
      ...(derived.impact === undefined ? {} : { impact: derived.impact }),
      ...(lead ? { lead: lead.name } : {}),
    };
  };

  const live = () => [...library.values()].filter((one) => !one.deletedAt);

  return {
    library: {
      list: () => answer('library.list', () => live().map(summary)),
      search: (words) =>
        answer('library.search', () =>
          live().flatMap((one) => {
            const { content } = head(one);
            const hits = [
              ...content.sections.map((s) => ({
                noun: 'section',
                id: s.id,
                heading: s.heading,
                text: s.body,
              })),
              ...content.events.map((e) => ({ noun: 'event', id: e.id, heading: e.title, text: e.title })),
              ...content.actionItems.map((a) => ({
                noun: 'action-item',
                id: a.id,
                heading: a.title,
                text: a.title,
              })),
            ];
            return hits
              .filter((hit) => hit.text.toLowerCase().includes(words.toLowerCase()))
              .map(({ text, ...hit }) => ({
                retrospective: one.id,
                title: content.title,
                ...hit,
                snippet: snippetOf(text, words),
              }));
          }),
        ),
      create: (title, template) =>
        answer('library.create', () => {
          if (title.trim() === '') throw new BackendError('invalid', 'a retrospective needs a title');
          const made = sample(now());
          const empty: Content = {
            title,
            template: template || 'jobber',
            zones: [settings.zone],
            sections: made.content.sections.map((section) => ({ ...section, body: '' })),
            events: [],
            factors: [],
            actionItems: [],
            participants: [],
            debrief: {},
            evidence: [],
          };
          return workspace(keep({ content: empty, entries: [], readings: {} }));
        }),
      open: (key) => answer('library.open', () => workspace(stored(key))),
      delete: (key) =>
        answer('library.delete', () => {
          stored(key).deletedAt = now().toISOString();
        }),
      undelete: (key) =>
        answer('library.undelete', () => {
          delete stored(key).deletedAt;
        }),
      check: () =>
        answer('library.check', () => ({
          retrospectives: live().length,
          revisions: 0,
          pieces: 0,
          originals: 0,
          bytes: 0,
          problems: [],
        })),
      copies: () => answer('library.copies', () => ({ copies: [] })),
      backUp: () =>
        answer('library.backUp', () => ({
          name: 'copy.db',
          path: '/copies/copy.db',
          at: now().toISOString(),
          why: 'by-hand' as const,
          size: 1000,
          isDamaged: false,
        })),
      restoreCopy: () => answer('library.restoreCopy', () => undefined),
      templates: () =>
        answer('library.templates', () => [
          {
            name: 'jobber',
            title: 'Incident post-mortem',
            about: 'Nine sections, from impact to data; the usual choice.',
            sections: [],
          },
          {
            name: 'heroku',
            title: 'Timed agenda',
            about: 'Sixty minutes of meeting, step by step.',
            sections: [],
          },
          {
            name: 'project',
            title: 'Project retrospective',
            about: 'For a project of months or years.',
            sections: [],
          },
        ]),
      example: () => answer('library.example', () => workspace(keep(sample(now())))),
      rename: (key, title) => change('library.rename', key, 'renamed', (content) => (content.title = title)),
      setZones: (key, zones) =>
        change('library.setZones', key, 'zones chosen', (content) => (content.zones = zones)),
      openBundle: () => answer('library.openBundle', () => taken),
      openGiven: () => answer('library.openGiven', () => ({ ...taken, name: '' })),
      dropBundle: (_data, name) => answer('library.dropBundle', () => ({ ...taken, name })),
    },

    evidence: {
      paste: (key, data, name) =>
        answer('evidence.paste', (): Added => {
          const one = stored(key);
          const evidence = id('e');
          const text = typeof data === 'string';
          const picture = !text && data.type.startsWith('image/');
          const content = structuredClone(head(one).content);
          const added: Evidence = {
            id: evidence,
            kind: picture ? 'screenshot' : 'log',
            label: name || (picture ? 'Screenshot' : 'Pasted text'),
            hash: `hash-${evidence}`,
            size: text ? data.length : data.size,
            mediaType: text ? 'text/plain' : data.type,
            addedAt: now().toISOString(),
            reference: now().toISOString(),
            colour: content.evidence.length % 8,
          };
          content.evidence.push(added);
          const lines = text ? data.split('\n') : [];
          one.readings[evidence] = {
            format: picture ? '' : 'text',
            formats: picture ? {} : { text: lines.length },
            entries: lines.length,
            lines: lines.length,
            bytes: added.size,
            zone: 'UTC',
            questions: [],
          };
          for (const [index, line] of lines.entries()) {
            one.entries.push({
              index: one.entries.length,
              evidence,
              at: null,
              written: '',
              zone: null,
              precision: 'second',
              level: '',
              actor: '',
              text: line,
              line: index + 1,
              lines: 1,
              format: 'text',
              events: [],
              repeats: 1,
            });
          }
          step(one, content, 'evidence added');
          return { edited: edited(one), evidence: [evidence], known: [], refused: [] };
        }),
      choose: () => answer('evidence.choose', () => null),
      update: (key, evidence) =>
        change('evidence.update', key, 'evidence described', replace('evidence', evidence)),
      preview: (key, evidence) =>
        answer('evidence.preview', () => {
          const reading = stored(key).readings[evidence.id];
          if (!reading) throw new BackendError('not_found', 'there is no such evidence');
          return reading;
        }),
      annotate: (key, evidence, regions) =>
        change('evidence.annotate', key, 'picture annotated', (content) => {
          const found = content.evidence.find((one) => one.id === evidence);
          if (!found) throw new BackendError('not_found', 'there is no such evidence');
          found.regions = [...regions];
        }),
      remove: (key, evidence) =>
        change('evidence.remove', key, 'evidence removed', without('evidence', evidence)),
      window: (key, query, from, count) =>
        answer('evidence.window', () => {
          const found = select(stored(key).entries, query);
          const of = stored(key).entries.length;
          const entries = found.slice(from, from + count);
          return { total: found.length, from, entries, searched: of, of, state: 'done' };
        }),
      findRows: (key, query, find) =>
        answer('evidence.findRows', () => {
          const within = select(stored(key).entries, query);
          const rows = select(within, { ...query, text: find.regexp ? `/${find.text}/` : find.text })
            .map((hit) => within.findIndex((one) => one.evidence === hit.evidence && one.line === hit.line))
            .filter((row) => row >= 0);
          const place = find.backward
            ? rows.findLastIndex((row) => row <= find.from)
            : rows.findIndex((row) => row >= find.from);
          const at = place >= 0 ? place : find.backward ? rows.length - 1 : 0;
          const marks = Array.from({ length: find.marks }, () => 0);
          for (const row of rows) {
            const stretch = Math.floor((row * find.marks) / within.length);
            marks[stretch] = (marks[stretch] ?? 0) + 1;
          }
          return {
            total: rows.length,
            row: rows[at] ?? -1,
            number: rows.length === 0 ? 0 : at + 1,
            marks,
            searched: within.length,
            of: within.length,
            state: 'done',
          };
        }),
      stopSearch: () => answer('evidence.stopSearch', () => undefined),
      resumeSearch: () => answer('evidence.resumeSearch', () => undefined),
      cite: (key, query, from, count) =>
        answer('evidence.cite', () => {
          const rows = select(stored(key).entries, query).slice(from, from + count);
          const citations = rows.map(({ evidence, line, lines }) =>
            line === 0 ? { evidence } : { evidence, fromLine: line, toLine: line + lines - 1 },
          );
          return { entries: rows.length, citations };
        }),
      actors: (key) =>
        answer('evidence.actors', () => {
          const actors = new Map<string, Actor>();
          for (const { actor: name, evidence } of stored(key).entries) {
            if (name === '') continue;
            const actor = actors.get(name) ?? { name, entries: 0, sources: [] };
            actor.entries += 1;
            if (!actor.sources.includes(evidence)) actor.sources.push(evidence);
            actors.set(name, actor);
          }
          return [...actors.values()].sort((a, b) => b.entries - a.entries);
        }),
      histogram: (key, query, buckets) =>
        answer('evidence.histogram', () => {
          const timed = select(stored(key).entries, query).filter((entry) => entry.at !== null);
          const first = timed[0]?.at ?? null;
          const last = timed.at(-1)?.at ?? null;
          const made = Array.from({ length: buckets }, () => ({ total: 0, warnings: 0, errors: 0 }));
          if (!first || !last) return { from: null, to: null, buckets: made };
          const start = Date.parse(first);
          const width = Math.max(1, Date.parse(last) - start + 1);
          for (const entry of timed) {
            const bucket = made[Math.floor(((Date.parse(entry.at ?? first) - start) / width) * buckets)];
            if (!bucket) continue;
            bucket.total += entry.repeats;
            if (entry.level === 'warn') bucket.warnings += entry.repeats;
            if (entry.level === 'error' || entry.level === 'fatal') bucket.errors += entry.repeats;
          }
          return { from: first, to: last, buckets: made };
        }),
      entryDetail: (key, evidence, line) =>
        answer('evidence.entryDetail', () => {
          const entry = stored(key).entries.find(
            (one) => one.evidence === evidence && one.line <= line && line < one.line + one.lines,
          );
          if (!entry) throw new BackendError('not_found', 'there is no entry at that line');
          return {
            entry,
            raw: `${entry.written} ${entry.text}`,
            fields: entry.level === '' ? [] : [{ name: 'level', value: entry.level.toUpperCase() }],
            why: `the lines have the shape of ${entry.format}`,
            suggestedTitle: (entry.text.split('\n')[0] ?? '').slice(0, 120),
            suggestedKind: entry.level === 'error' ? 'trigger' : 'observation',
          };
        }),
      entryBytes: (key, evidence, line) =>
        answer('evidence.entryBytes', () => {
          const entry = stored(key).entries.find((one) => one.evidence === evidence && one.line === line);
          if (!entry) throw new BackendError('not_found', 'there is no entry at that line');
          const bytes = new TextEncoder().encode(`${entry.written} ${entry.text}\n`);
          return { offset: 0, length: bytes.length, bytes: btoa(String.fromCharCode(...bytes)) };
        }),
      place: (key, query, at) =>
        answer('evidence.place', () => {
          const found = select(stored(key).entries, query);
          const place = found.findIndex((entry) => entry.at !== null && entry.at >= at);
          return place < 0 ? Math.max(0, found.length - 1) : place;
        }),
      cancel: () => answer('evidence.cancel', () => undefined),
      pictureURL: () => graph,
      thumbnailURL: () => graph,
      originalURL: () => graph,
    },

    timeline: {
      promote: async (key, citations, title, kind) => {
        const event = id('ev');
        const { evidence = '', fromLine = 0, toLine = fromLine } = citations[0] ?? {};
        const entry = stored(key).entries.find((one) => one.evidence === evidence && one.line === fromLine);
        const result = await change('timeline.promote', key, 'event added', (content) => {
          content.events.push({
            id: event,
            at: { at: entry?.at ?? now().toISOString(), zone: 'Z', precision: entry?.precision ?? 'second' },
            kind: kind || 'observation',
            title: title || (entry?.text.split('\n')[0] ?? 'Event'),
            citations: [...citations],
          });
        });
        for (const one of stored(key).entries) {
          if (one.evidence === evidence && one.line >= fromLine && one.line <= toLine) one.events.push(event);
        }
        return { edited: result, event };
      },
      addEvent: async (key, event) => {
        const made = { ...event, id: id('ev') };
        const result = await change('timeline.addEvent', key, 'event added', (content) =>
          content.events.push(checked(made)),
        );
        return { edited: result, event: made.id };
      },
      updateEvent: (key, event) =>
        change('timeline.updateEvent', key, 'event edited', (content) => {
          if (event.diveIn) content.events = content.events.map((one) => ({ ...one, diveIn: false }));
          return replace('events', event)(content);
        }),
      removeEvent: (key, event) =>
        change('timeline.removeEvent', key, 'event removed', without('events', event)),
      gaps: () => answer('timeline.gaps', () => []),
      parseInstant: (_key, text, near) => answer('timeline.parseInstant', () => parseInstant(text, near)),
    },

    document: {
      saveSection: async (key, section, body) => {
        const saved = await change('document.saveSection', key, 'section written', (content) => {
          const found = content.sections.find((one) => one.id === section);
          if (!found) throw new BackendError('not_found', 'there is no such section');
          found.body = body;
        });
        return { ...saved, lists: {} };
      },
      updateSection: (key, section) =>
        change('document.updateSection', key, 'section changed', (content) => {
          content.sections = content.sections.map((one) =>
            one.id === section.id ? { ...section, body: one.body } : one,
          );
        }),
      addSection: (key, added, after) =>
        change('document.addSection', key, 'section added', (content) => {
          const place = content.sections.findIndex((one) => one.id === after);
          const section = { ...added, id: id('s'), body: '' };
          content.sections.splice(place < 0 ? content.sections.length : place + 1, 0, section);
        }),
      removeSection: (key, section) =>
        change('document.removeSection', key, 'section removed', without('sections', section)),
      moveSection: (key, section, to) =>
        change('document.moveSection', key, 'section moved', move('sections', section, to)),
      preview: (key, markdown) =>
        answer('document.preview', () =>
          renderMarkdown(markdown, workspace(stored(key)), stored(key).entries),
        ),
      block: (key, block) => answer('document.block', () => renderBlock(block, workspace(stored(key)))),
      words: (key) =>
        answer('document.words', () =>
          Object.fromEntries(
            workspace(stored(key)).content.sections.map(({ id, body }) => [
              id,
              body.split(/\s+/).filter((word) => word !== '').length,
            ]),
          ),
        ),
    },

    actions: {
      saveFactors: (key, factors) =>
        change('actions.saveFactors', key, 'factors changed', (content) => (content.factors = factors)),
      addItem: (key, lines) =>
        change('actions.addItem', key, 'remediation added', (content) => {
          for (const title of lines.split('\n'))
            content.actionItems.push({ id: id('a'), title, state: 'remediation' });
        }),
      updateItem: (key, item) =>
        change('actions.updateItem', key, 'action item changed', replace('actionItems', item)),
      removeItem: (key, item) =>
        change('actions.removeItem', key, 'action item removed', without('actionItems', item)),
      moveItem: (key, item, to) =>
        change('actions.moveItem', key, 'action item moved', move('actionItems', item, to)),
    },

    debrief: {
      save: (key, debrief) =>
        change('debrief.save', key, 'debrief planned', (content) => {
          content.debrief = { ...debrief, notes: content.debrief.notes ?? [] };
        }),
      saveParticipants: (key, participants) =>
        change('debrief.saveParticipants', key, 'participants changed', (content) => {
          content.participants = participants.map((person) => ({ ...person, id: person.id || id('p') }));
        }),
      agenda: (minutes) => answer('debrief.agenda', () => [{ title: 'Timeline', about: '', minutes }]),
      start: (key) =>
        change('debrief.start', key, 'debrief started', (content) => {
          content.debrief.startedAt = now().toISOString();
          delete content.debrief.endedAt;
        }),
      end: (key) =>
        change(
          'debrief.end',
          key,
          'debrief ended',
          (content) => (content.debrief.endedAt = now().toISOString()),
        ),
      addNote: (key, kind, text) =>
        change('debrief.addNote', key, 'note taken', (content) => {
          content.debrief.notes = [
            ...(content.debrief.notes ?? []),
            { id: id('n'), at: now().toISOString(), kind, text },
          ];
        }),
      removeNote: (key, note) =>
        change('debrief.removeNote', key, 'note removed', (content) => {
          content.debrief.notes = (content.debrief.notes ?? []).filter((one) => one.id !== note);
        }),
    },

    history: {
      revisions: (key) =>
        answer('history.revisions', () =>
          stored(key)
            .states.map(({ revision }) => revision)
            .reverse(),
        ),
      checkpoint: (key, name, kind) =>
        answer('history.checkpoint', () => {
          const one = stored(key);
          commit(one, head(one).content, 'checkpoint', kind, name);
          return edited(one);
        }),
      outline: (key) => answer('history.outline', () => outlineOf(stored(key).states)),
      page: (key, index, count) =>
        answer('history.page', () => listed(stored(key).states).slice(index, index + count)),
      mergedPage: () => answer('history.mergedPage', () => []),
      summarise: (_key, revisions) =>
        answer('history.summarise', () =>
          revisions.map((revision) => ({ revision, text: 'Reworded “Trigger”' })),
        ),
      find: () => answer('history.find', () => []),
      touching: (key) => answer('history.touching', () => listed(stored(key).states).slice(-1)),
      compare: (key, from, to) =>
        answer('history.compare', () => {
          const all = listed(stored(key).states);
          const newest = all.find((one) => one.revision.id === to) ?? all[0];
          const oldest = all.find((one) => one.revision.id === (from || newest?.before));
          if (!newest || !oldest) throw new BackendError('not_found', 'there is no such revision');
          return {
            from: oldest,
            to: newest,
            changes: fakeChanges(stored(key).states, to),
            events: [],
            damage: [],
          };
        }),
      previewRestore: (key, revision) =>
        answer('history.previewRestore', () => fakeChanges(stored(key).states, revision)),
      restore: (key, revision) =>
        answer('history.restore', () => {
          const one = stored(key);
          const wanted = one.states.find((state) => state.revision.id === revision);
          if (!wanted) throw new BackendError('not_found', 'there is no such revision');
          step(one, wanted.content, 'restored', 'restored');
          return edited(one);
        }),
      restorePart: (key, revision, part) => {
        const wanted = library.get(key)?.states.find((state) => state.revision.id === revision)?.content;
        return change('history.restorePart', key, `restore ${part}`, (content) => {
          if (wanted && part === 'actions') content.actionItems = wanted.actionItems;
          const isWanted = (one: { id: string }) => wanted?.actionItems.some((item) => item.id === one.id);
          if (part.startsWith('action-item:'))
            content.actionItems = content.actionItems.filter(
              (one) => `action-item:${one.id}` !== part || isWanted(one),
            );
          const section = wanted?.sections.find((one) => `section:${one.id}` === part);
          if (section)
            content.sections = content.sections.map((one) => (one.id === section.id ? section : one));
        });
      },
      undo: (key) =>
        answer('history.undo', () => {
          const one = stored(key);
          const before = one.past.pop();
          if (!before) throw new BackendError('conflict', 'there is nothing to undo');
          one.future.push(head(one).content);
          commit(one, before, 'undo');
          return edited(one);
        }),
      redo: (key) =>
        answer('history.redo', () => {
          const one = stored(key);
          const content = one.future.pop();
          if (!content) throw new BackendError('conflict', 'there is nothing to redo');
          one.past.push(head(one).content);
          commit(one, content, 'redo');
          return edited(one);
        }),
    },

    sharing: {
      targets: () => answer('sharing.targets', () => targets),
      render: (key, target) =>
        answer('sharing.render', () => {
          const one = stored(key);
          const text = head(one)
            .content.sections.map((section) => `## ${section.heading}\n\n${section.body}`)
            .join('\n\n');
          return {
            target,
            files: [{ name: `retrospective.${target}`, mediaType: 'text/plain', size: text.length }],
            preview: renderDocument(workspace(one), one.entries),
            text,
            html: target === 'html' ? renderDocument(workspace(one), one.entries) : '',
            notes: ['2 pictures are to be attached'],
          };
        }),
      copy: () => answer('sharing.copy', () => undefined),
      save: (_key, target) => answer('sharing.save', () => `/home/priya/retrospective.${target}`),
      markShared: (key) =>
        change('sharing.markShared', key, 'shared', (content) => (content.sharedAt = now().toISOString())),
      review: () => answer('sharing.review', () => ({ looked: [], findings: [] })),
      copied: () => answer('sharing.copied', () => undefined),
      saveBundle: () => answer('sharing.saveBundle', () => '/home/priya/retrospective.afterword'),
      renderReport: (_key, _from, _to, target) =>
        answer('sharing.renderReport', () => ({
          target,
          files: [{ name: 'what-changed.md', mediaType: 'text/markdown', size: 12 }],
          preview: '<p>What changed</p>',
          text: 'What changed',
          html: target === 'html' ? '<p>What changed</p>' : '',
          notes: [],
        })),
      copyReport: () => answer('sharing.copyReport', () => undefined),
      saveReport: (_key, _from, _to, target) =>
        answer('sharing.saveReport', () => `/home/priya/what-changed.${target}`),
    },

    merging: fakeMerging({ answer, open: (key) => workspace(stored(key)), change }),

    settings: {
      load: () => answer('settings.load', () => settings),
      save: (changed) =>
        answer('settings.save', () => {
          settings = changed;
        }),
      vocabulary: () => answer('settings.vocabulary', () => vocabulary),
      openLink: () => answer('settings.openLink', () => undefined),
      readyToClose: () => answer('settings.readyToClose', () => undefined),
      keepOpen: () => answer('settings.keepOpen', () => undefined),
    },

    onNotice: () => () => undefined,
  };
}

/** What became of a colleague's file. */
const taken: Opened = {
  name: 'colleague.afterword',
  unpacked: { retrospective: 'retro-1', outcome: 'merged', revisions: 3, from: 'Lee' },
  conflicts: 0,
};

const others: [string, number, 'investigate' | 'debrief' | 'shared'][] = [
  ['Search results empty for EU customers', 13, 'debrief'],
  ['Certificate expired on the partner API', 21, 'shared'],
  ['Near miss: dropped index found in review', 29, 'shared'],
  ['Checkout latency during the spring sale', 201, 'shared'],
  ['Integer key exhausted again (invoices)', 457, 'shared'],
];

const targets: ExportTarget[] = [
  { name: 'confluence', title: 'Confluence', about: 'storage format with its attachments', copies: 'text' },
  { name: 'slack', title: 'Slack', about: 'messages that keep to its limits', copies: 'text' },
  { name: 'html', title: 'HTML', about: 'one file, pictures inside', copies: 'html' },
  { name: 'pdf', title: 'PDF', about: 'A4', copies: '' },
  { name: 'markdown', title: 'Markdown', about: 'folder with assets', copies: 'text' },
  { name: 'bundle', title: 'Bundle', about: '.afterword, with history', copies: '' },
];

const vocabulary: Vocabulary = {
  eventKinds: [
    'trigger',
    'change',
    'detection',
    'impact',
    'diagnosis',
    'action',
    'communication',
    'decision',
    'observation',
    'resolution',
    'organisation',
  ],
  lanes: [],
  roles: [
    'lead investigator',
    'facilitator',
    'note taker',
    'most involved',
    'responder',
    'customer representative',
    'product representative',
  ],
  actionStates: ['remediation', 'do-now', 'if-we-have-time', 'big-bet', 'wont', 'done'],
  liveBlocks: [
    'timeline',
    'figures',
    'factors',
    'action-items',
    'if-we-have-time',
    'gallery',
    'participants',
  ],
  formats: [
    {
      name: 'nginx_access',
      label: 'Access log of nginx or Apache',
      title: 'Access log of nginx or Apache',
      kind: 'log',
    },
    { name: 'text', label: 'Plain text', title: 'Plain text', kind: 'note' },
    { name: 'postgres', label: 'PostgreSQL server log', title: 'PostgreSQL server log', kind: 'log' },
  ],
  zones: [
    'UTC',
    'Europe/Berlin',
    'Europe/London',
    'America/New_York',
    'America/Los_Angeles',
    'America/Toronto',
    'Asia/Tokyo',
    'Australia/Sydney',
    'Pacific/Auckland',
  ],
  version: '0.1.0',
  libraryPath: '/home/priya/.local/share/afterword/afterword.db',
};

type Lists = 'evidence' | 'events' | 'sections' | 'actionItems';

function replace<L extends Lists>(list: L, thing: Content[L][number]) {
  return (content: Content) => {
    if (list === 'events') checked(thing as TimelineEvent);
    content[list] = content[list].map((one) => (one.id === thing.id ? thing : one)) as Content[L];
  };
}

function without(list: Lists, id: string) {
  return (content: Content) => {
    content[list] = (content[list] as { id: string }[]).filter((one) => one.id !== id) as never;
  };
}

function move(list: Lists, id: string, to: number) {
  return (content: Content) => {
    const all = content[list] as { id: string }[];
    const from = all.findIndex((one) => one.id === id);
    all.splice(to, 0, ...all.splice(from, 1));
  };
}

function checked(event: TimelineEvent): TimelineEvent {
  if (event.title.trim() === '') throw new BackendError('invalid', 'an event needs a title');
  if (event.end && event.end.at < event.at.at)
    throw new BackendError('invalid', 'the event ends before it begins');
  return event;
}

function select(entries: Entry[], query: EntryQuery): Entry[] {
  const pattern = /^\/(.*)\/$/.exec(query.text);
  const fits = pattern
    ? (text: string) => new RegExp(pattern[1] ?? '', 'i').test(text)
    : (text: string) => text.toLowerCase().includes(query.text.toLowerCase());
  return entries
    .filter(
      (entry) =>
        (query.text === '' || fits(entry.text)) &&
        (query.levels.length === 0 || query.levels.includes(entry.level)) &&
        (query.sources.length === 0 || query.sources.includes(entry.evidence)) &&
        (!query.actor || query.actor.toLowerCase() === entry.actor.toLowerCase()) &&
        (query.show === 'all' || (query.show === 'used') === entry.events.length > 0) &&
        (query.from === undefined || (entry.at !== null && entry.at >= query.from)) &&
        (query.to === undefined || (entry.at !== null && entry.at <= query.to)),
    )
    .map((entry, index) => ({ ...entry, index }));
}

function snippetOf(text: string, words: string) {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  const from = Math.max(0, at - 40);
  return [
    { text: text.slice(from, at), match: false },
    { text: text.slice(at, at + words.length), match: true },
    { text: text.slice(at + words.length, at + words.length + 60), match: false },
  ];
}

function parseInstant(text: string, near: string): Instant {
  const about = text.toLowerCase().startsWith('about ');
  const value = (about ? text.slice(6) : text).trim();
  const day = near.slice(0, 10);
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?$/.exec(value);
  const full = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?/.exec(value);
  const date = /^\d{4}-\d{2}-\d{2}$/.exec(value);
  const made = (at: string, precision: Instant['precision']): Instant => ({
    at: new Date(at).toISOString(),
    zone: 'Z',
    precision,
    ...(about ? { about } : {}),
  });
  if (clock) {
    const [, hours = '', minutes = '', seconds, part] = clock;
    const precision = part ? 'millisecond' : seconds ? 'second' : 'minute';
    return made(`${day}T${hours.padStart(2, '0')}:${minutes}:${seconds ?? '00'}${part ?? ''}Z`, precision);
  }
  if (full) {
    const [, date_ = '', minutes = '', seconds, part] = full;
    return made(
      `${date_}T${minutes}${seconds ?? ':00'}${part ?? ''}Z`,
      part ? 'millisecond' : seconds ? 'second' : 'minute',
    );
  }
  if (date) return made(`${value}T00:00:00Z`, 'day');
  throw new BackendError('invalid', `“${text}” is not a time`, 'write it like 2026-03-14 21:40:00 or 21:40');
}

function figuresOf(events: TimelineEvent[]): Figures {
  const windows = events
    .filter((event) => event.kind === 'impact' && event.end)
    .map((event) => ({ from: event.at.at, to: event.end?.at ?? event.at.at }));
  const start = events.find((event) => event.kind === 'trigger' || event.kind === 'impact')?.at;
  if (!start) return { windows };
  const length = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) * 1e6;
  const until = (kind: string) => {
    const found = events.find((event) => event.kind === kind && event.at.at >= start.at);
    return found ? length(start.at, found.at.at) : undefined;
  };
  const figures: Figures = { start, windows };
  const detect = until('detection');
  const diagnose = until('diagnosis');
  const resolve = until('resolution');
  if (detect !== undefined) figures.detect = detect;
  if (diagnose !== undefined) figures.diagnose = diagnose;
  if (resolve !== undefined) figures.resolve = resolve;
  const last = windows.at(-1);
  if (last) {
    figures.mitigate = length(start.at, last.to);
    figures.impact = windows.reduce((sum, one) => sum + length(one.from, one.to), 0);
  }
  return figures;
}

function stagesOf(content: Content): Stages {
  const resolved = content.events.findLast((event) => event.kind === 'resolution')?.at.at;
  const due =
    content.debrief.at?.at ?? (resolved && new Date(Date.parse(resolved) + 7 * 86_400_000).toISOString());
  return {
    current: content.sharedAt
      ? 'shared'
      : content.debrief.endedAt
        ? 'share'
        : content.debrief.startedAt
          ? 'debrief'
          : resolved
            ? 'investigate'
            : 'resolve',
    ...(resolved ? { resolvedAt: resolved } : {}),
    ...(due ? { debriefDue: due } : {}),
    ...(content.debrief.startedAt ? { investigatedAt: content.debrief.startedAt } : {}),
    ...(content.debrief.endedAt ? { debriefAt: content.debrief.endedAt } : {}),
    ...(content.sharedAt ? { sharedAt: content.sharedAt } : {}),
  };
}

function particularsOf({ title, template, zones, sharedAt }: Content) {
  return {
    title,
    ...(template === undefined ? {} : { template }),
    ...(zones === undefined ? {} : { zones }),
    ...(sharedAt === undefined ? {} : { sharedAt }),
  };
}
