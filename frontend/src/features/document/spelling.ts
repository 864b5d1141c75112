import type { Spelling } from '../../editor/spelling/spelling';
import { Speller } from '../../editor/spelling/speller';
import type { Content } from '../../backend/types';
import { attempt } from '../../workspace/attempt';
import type { Preferences } from '../../workspace/preferences.svelte';
import type { Toasts } from '../../ui/toasts.svelte';

let speller: Speller | undefined;

/** Checks against the dictionaries that are chosen; the writer's own words and the names of people are right. */
export function spellingOf(preferences: Preferences, toasts: Toasts, content: () => Content): Spelling {
  const all = (speller ??= new Speller((language) => preferences.dictionary(language)));
  return {
    check: async (words) => {
      const { languages, words: own } = preferences.settings;
      const right = new Set([...own, ...namesIn(content())].map((word) => word.toLowerCase()));
      // What belongs to a name is right as well: “Dana’s”.
      const isOwn = (word: string) => right.has(word.toLowerCase().replace(/['’]s?$/, ''));
      return all.check(
        languages,
        words.filter((word) => !isOwn(word)),
      );
    },
    suggest: (word) => all.suggest(preferences.settings.languages, word),
    keep: async (word) => {
      await attempt(toasts, 'The word was not kept', () =>
        preferences.change(({ words }) => ({ words: [...words.filter((one) => one !== word), word] })),
      );
    },
  };
}

function namesIn({ participants, events }: Content): string[] {
  const names = [...participants.map(({ name }) => name), ...events.map(({ actor }) => actor?.name ?? '')];
  return names.flatMap((name) => name.split(/[^\p{L}\p{M}]+/u)).filter((word) => word !== '');
}
