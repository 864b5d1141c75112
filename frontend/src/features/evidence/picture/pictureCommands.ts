import type { Command } from '../../../commands/command';
import type { PictureBoard } from './board.svelte';
import { tools } from './tools';

/** What the commands ask of the dialog around the picture. */
export interface PictureActs {
  promote: () => Promise<void>;
  addTo: () => void;
  /** Puts the caret into the words of the chosen mark. */
  label: () => void;
  /** One step back: from a drag, a tool, a mark, and at last from the picture. */
  leave: () => void;
}

const group = 'Picture';
/** How far an arrow key goes, in pixels of the screen. */
const step = 10;
const panStep = 60;

const directions = [
  { key: 'ArrowLeft', words: 'left', x: -1, y: 0 },
  { key: 'ArrowRight', words: 'right', x: 1, y: 0 },
  { key: 'ArrowUp', words: 'up', x: 0, y: -1 },
  { key: 'ArrowDown', words: 'down', x: 0, y: 1 },
];

/** The commands of an opened picture, registered while it is open. */
export function pictureCommands(board: PictureBoard, acts: PictureActs): Command[] {
  const chosen = () => board.mark !== undefined;
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: Command['run'],
    more: Partial<Command> = {},
  ): Command => ({ id: `picture.${id}`, title, group, keys, run, undo: 'never', ...more });

  return [
    ...tools.map(({ tool, about, keys }) =>
      command(`tool-${tool}`, about, [keys], () => {
        board.tool = tool;
      }),
    ),
    command(
      'draw',
      'Put the mark in the middle, or write its words',
      ['Enter'],
      async () => {
        if (board.tool !== 'select' && board.tool !== 'hand') await board.addInView(board.tool);
        else acts.label();
      },
      { undo: 'now', when: () => chosen() || (board.tool !== 'select' && board.tool !== 'hand') },
    ),
    command(
      'remove',
      'Remove the chosen mark',
      ['Delete', 'Backspace'],
      async () => {
        if (board.chosen !== undefined) await board.remove(board.chosen);
      },
      { undo: 'now', when: chosen },
    ),
    command('promote', 'Add the picture, or the chosen place, to the timeline', ['T'], acts.promote, {
      undo: 'now',
      words: 'promote event',
    }),
    command('add-to-event', 'Add the picture, or the chosen place, to an event…', ['Shift+T'], acts.addTo, {
      undo: 'now',
      words: 'cite',
    }),
    command('undo', 'Undo', ['Mod+Z'], () => board.undo(), { hidden: true }),
    command('redo', 'Redo', ['Mod+Shift+Z', 'Mod+Y'], () => board.redo(), { hidden: true }),
    command('zoom-in', 'Zoom in', ['+', '='], () => {
      board.zoomBy(1);
    }),
    command('zoom-out', 'Zoom out', ['-'], () => {
      board.zoomBy(-1);
    }),
    command('fit', 'Show all of the picture', ['0'], () => {
      board.fit();
    }),
    command('original-size', 'Show it in its own size', ['1'], () => {
      board.zoomTo(1);
    }),
    ...directions.flatMap(({ key, words, x, y }) => [
      command(
        `move-${words}`,
        `Move the chosen mark, or the picture, ${words}`,
        [key],
        () => {
          if (chosen()) board.nudge({ x: x * step, y: y * step });
          else board.panBy(-x * panStep, -y * panStep);
        },
        { undo: 'grouped', hidden: true },
      ),
      command(
        `resize-${words}`,
        `Resize the chosen mark ${words}`,
        [`Shift+${key}`],
        () => {
          board.stretch({ x: x * step, y: y * step });
        },
        { undo: 'grouped', hidden: true, when: chosen },
      ),
    ]),
    command('leave', 'Let go, then close', ['Escape'], acts.leave, { hidden: true }),
  ];
}
