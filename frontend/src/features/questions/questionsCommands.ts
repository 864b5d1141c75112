import type { Command } from '../../commands/command';
import type { Asking } from '../../workspace/asking.svelte';

/** Asking and what comes of it, from every room. */
export function questionsCommands(asking: Asking): Command[] {
  return [
    {
      id: 'questions.list',
      title: 'Questions to people and teams…',
      words: 'ask input contribution answers gaps open',
      group: 'Everywhere',
      keys: ['Alt+Q'],
      run: () => {
        asking.show();
      },
      undo: 'never',
    },
    {
      id: 'questions.ask',
      title: 'Ask somebody…',
      words: 'question person team input contribution',
      group: 'Everywhere',
      keys: ['Alt+A'],
      run: () => asking.ask(),
      undo: 'now',
    },
    {
      id: 'questions.reply',
      title: 'Paste a reply…',
      words: 'answer question mail slack contribution input',
      group: 'Everywhere',
      keys: ['Alt+R'],
      when: () => asking.questions.length > 0,
      run: () => {
        asking.selected = undefined;
        asking.dialog = 'reply';
      },
      undo: 'now',
    },
    {
      id: 'questions.send',
      title: 'Send questions…',
      words: 'contribution pack slack mail ask',
      group: 'Everywhere',
      when: () => asking.open.length > 0,
      run: () => {
        asking.selected = undefined;
        asking.dialog = 'send';
      },
      undo: 'never',
    },
  ];
}
