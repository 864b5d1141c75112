import type { Command } from '../../commands/command';
import type { Evidence } from '../../backend/types';
import type { EvidenceRoom } from './evidence.svelte';
import { isLog, isReadable } from './source/readAs';

/** What the commands ask of the room's surface. */
export interface EvidenceActs {
  focusFilter: () => void;
  /** Opens the find field. */
  focusFind: () => void;
  /** Goes to the next match of it, or the one before. */
  findNext: (by: 1 | -1) => void;
  chooseActor: () => void;
  showBytes: () => void;
  /** Adds the log in the selected message as a source. */
  takeLog: () => Promise<void>;
  move: (by: number) => void;
  promote: () => Promise<void>;
  addTo: () => void;
  cite: () => Promise<void>;
  /** Copies a link to what is selected, for any text. */
  link: () => Promise<void>;
  /** Keeps a question for the debrief: what happened while nothing was recorded. */
  ask: (from: string, to: string) => Promise<void>;
  open: () => void;
  /** Notes that what is new was looked at. */
  lookAtNew: () => Promise<void>;
  /** Makes a chart of what is filtered, or of the number that is selected in an entry. */
  chart: () => Promise<void>;
  keepChart: () => Promise<void>;
  embedChart: () => void;
  saveChart: () => Promise<void>;
  promoteRange: () => Promise<void>;
  /** Asks as what a source is to be read. */
  readAs: (evidence: Evidence) => void;
  /** Reads a source as text without times. */
  keepAsText: (evidence: Evidence) => Promise<void>;
}

const group = 'Evidence';

/** The commands of the evidence room, registered while it is shown. */
export function evidenceCommands(room: EvidenceRoom, acts: EvidenceActs): Command[] {
  /** Without evidence the room shows neither rows nor a filter. */
  const some = () => room.workspace.content.evidence.length > 0;
  const selected = () => !room.selection.isEmpty && !room.isTooMuch;
  return [
    {
      id: 'evidence.promote',
      title: 'Add the selected entries to the timeline',
      group,
      keys: ['T'],
      words: 'promote event',
      when: () => selected() && !room.board,
      run: acts.promote,
      undo: 'now',
    },
    {
      id: 'evidence.chart',
      title: 'Chart what is filtered, or the number that is selected',
      group,
      keys: ['G'],
      words: 'graph plot p95 rate count percentile metric dashboard',
      when: some,
      run: acts.chart,
      undo: 'never',
    },
    {
      id: 'evidence.chart-keep',
      title: 'Keep the chart as evidence',
      group,
      words: 'graph save',
      when: () => room.board !== undefined && room.board.kept === undefined && room.board.drawn !== undefined,
      run: acts.keepChart,
      undo: 'now',
    },
    {
      id: 'evidence.chart-promote',
      title: 'Add the chosen stretch of the chart to the timeline',
      group,
      keys: ['T'],
      words: 'graph span range promote event',
      when: () => room.board?.chosen !== undefined,
      run: acts.promoteRange,
      undo: 'now',
    },
    {
      id: 'evidence.chart-embed',
      title: 'Copy the chart for the document',
      group,
      words: 'graph embed markdown clipboard',
      when: () => room.board?.kept !== undefined,
      run: acts.embedChart,
      undo: 'never',
    },
    {
      id: 'evidence.chart-save',
      title: 'Save the chart as a picture or a table…',
      group,
      words: 'graph png svg csv export',
      when: () => room.board?.drawn !== undefined,
      run: acts.saveChart,
      undo: 'never',
    },
    {
      id: 'evidence.chart-close',
      title: 'Look at the entries again',
      group,
      keys: ['Escape'],
      words: 'graph close leave',
      when: () => room.board !== undefined,
      run: () => {
        room.closeChart();
      },
      undo: 'never',
    },
    {
      id: 'evidence.add-to-event',
      title: 'Add the selected entries to an event…',
      group,
      keys: ['Shift+T'],
      words: 'cite link',
      when: () => selected() && room.workspace.content.events.length > 0,
      run: acts.addTo,
      undo: 'now',
    },
    {
      id: 'evidence.cite',
      title: 'Copy the selected entries for the document',
      group,
      keys: ['Y'],
      words: 'embed markdown citation clipboard',
      when: selected,
      run: acts.cite,
      undo: 'never',
    },
    {
      id: 'evidence.link',
      title: 'Copy a link to the selected entries',
      group,
      keys: ['Shift+Y'],
      words: 'permalink markdown citation clipboard sentence',
      when: selected,
      run: acts.link,
      undo: 'never',
    },
    {
      id: 'evidence.ask',
      title: 'Ask for input on the silence before the selected entry',
      group,
      words: 'gap nothing recorded question debrief',
      when: () => room.gap !== undefined,
      run: () => (room.gap ? acts.ask(room.gap.from, room.gap.to) : undefined),
      undo: 'now',
    },
    {
      id: 'evidence.picture',
      title: 'Open the selected screenshot to mark it',
      group,
      keys: ['O'],
      words: 'picture zoom annotate box arrow blackout redact',
      when: () => room.picture !== undefined,
      run: acts.open,
      undo: 'never',
    },
    {
      id: 'evidence.filter',
      title: 'Filter the entries',
      group,
      keys: ['/'],
      words: 'search regexp level source actor',
      when: some,
      run: acts.focusFilter,
      undo: 'never',
    },
    {
      id: 'evidence.find',
      title: 'Find in the entries',
      group,
      keys: ['Mod+F'],
      words: 'search match regexp',
      when: some,
      run: acts.focusFind,
      undo: 'never',
    },
    {
      id: 'evidence.find-next',
      title: 'Find the next one',
      group,
      keys: ['F3', 'N'],
      words: 'search match',
      when: some,
      run: () => {
        acts.findNext(1);
      },
      undo: 'never',
    },
    {
      id: 'evidence.find-previous',
      title: 'Find the previous one',
      group,
      keys: ['Shift+F3', 'Shift+N'],
      words: 'search match',
      when: some,
      run: () => {
        acts.findNext(-1);
      },
      undo: 'never',
    },
    {
      id: 'evidence.bytes',
      title: 'Show the original bytes of the entry',
      group,
      keys: ['B'],
      words: 'raw hex line source',
      when: () => room.selected.some((entry) => entry.line > 0),
      run: acts.showBytes,
      undo: 'never',
    },
    {
      id: 'evidence.take-log',
      title: 'Add the log in the message as a source',
      group,
      keys: ['L'],
      words: 'extract pasted chat conversation lines',
      when: () => room.logInMessage !== undefined,
      run: acts.takeLog,
      undo: 'now',
    },
    {
      id: 'evidence.actor',
      title: 'Show the entries of one actor…',
      group,
      keys: ['A'],
      words: 'who host service person author filter',
      when: some,
      run: acts.chooseActor,
      undo: 'never',
    },
    {
      id: 'evidence.fold',
      title: 'Fold lines that repeat, or show each again',
      group,
      keys: ['F'],
      words: 'repeats duplicates collapse',
      when: some,
      run: () => {
        room.toggleFold();
      },
      undo: 'never',
    },
    {
      id: 'evidence.threads',
      title: 'Show replies below what they answer, or all by time',
      group,
      keys: ['R'],
      words: 'threads order conversation chat',
      when: () => room.talks || room.threads,
      run: () => {
        room.toggleThreads();
      },
      undo: 'never',
    },
    {
      id: 'evidence.show-new',
      title: 'Show what is new only, or everything again',
      group,
      keys: ['U'],
      words: 'unseen grew since last looked filter',
      when: () => room.fresh > 0 || room.show === 'new',
      run: () => {
        room.toggleNew();
      },
      undo: 'never',
    },
    {
      id: 'evidence.seen',
      title: 'Mark what is new as looked at',
      group,
      keys: ['Shift+U'],
      words: 'unseen grew read seen',
      when: () => room.fresh > 0,
      run: acts.lookAtNew,
      undo: 'now',
    },
    {
      id: 'evidence.clear',
      title: 'Show all entries again',
      group,
      words: 'reset filter levels sources zoom',
      when: () => room.isFiltered,
      run: () => {
        room.clearFilters();
      },
      undo: 'never',
    },
    {
      id: 'evidence.read-as',
      title: 'Read the source as a log…',
      group,
      words: 'format kind plain text file note recognise parse',
      when: () => room.aim !== undefined && isReadable(room.aim),
      run: () => {
        if (room.aim) acts.readAs(room.aim);
      },
      undo: 'now',
    },
    {
      id: 'evidence.plain-text',
      title: 'Keep the source as plain text',
      group,
      words: 'format kind note no times',
      when: () => room.aim !== undefined && isLog(room.aim),
      run: async () => {
        if (room.aim) await acts.keepAsText(room.aim);
      },
      undo: 'now',
    },
    {
      id: 'evidence.stop-search',
      title: 'Stop looking for more entries',
      group,
      words: 'cancel filter search',
      when: () => room.pages.progress.state === 'running',
      run: () => room.stopSearch(),
      undo: 'never',
    },
    {
      id: 'evidence.resume-search',
      title: 'Go on looking for more entries',
      group,
      words: 'continue resume filter search',
      when: () => room.pages.progress.state === 'stopped',
      run: () => room.resumeSearch(),
      undo: 'never',
    },
    {
      id: 'evidence.errors',
      title: 'Show errors only, or everything again',
      group,
      keys: ['E'],
      words: 'level filter',
      when: some,
      run: () => {
        room.toggleLevels(['error', 'fatal']);
      },
      undo: 'never',
    },
    ...(['inbox', 'used', 'all'] as const).map((show): Command => ({
      id: `evidence.show-${show}`,
      title: {
        inbox: 'Show what no event cites yet',
        used: 'Show what events cite',
        all: 'Show used and unused entries',
      }[show],
      group,
      words: `inbox used all ${show}`,
      when: () => some() && room.show !== show,
      run: () => {
        room.show = show;
      },
      undo: 'never',
    })),
    {
      id: 'evidence.next',
      title: 'Next entry',
      group,
      keys: ['J', 'ArrowDown'],
      run: () => {
        acts.move(1);
      },
      undo: 'never',
      hidden: true,
    },
    {
      id: 'evidence.previous',
      title: 'Previous entry',
      group,
      keys: ['K', 'ArrowUp'],
      run: () => {
        acts.move(-1);
      },
      undo: 'never',
      hidden: true,
    },
  ];
}
