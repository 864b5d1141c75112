/*
 * Checks words beside the window, so that a large dictionary or a long search for
 * suggestions holds up no key.
 */
import nspell from 'nspell';
import { nearest } from './nearest';

export interface Dictionary {
  affixes: string;
  words: string;
}

/** What is asked, each answered with the same number. */
export type Question =
  | { number: number; open: Dictionary[] }
  | { number: number; check: string[] }
  | { number: number; suggest: string };

export type Answer = { number: number; words: string[] } | { number: number; problem: string };

interface Opened {
  checker: ReturnType<typeof nspell>;
  scripts: RegExp[];
}

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u,
];
/** A longer word is none that a dictionary comes near to. */
const longest = 40;
let dictionaries: Opened[] = [];

function open({ affixes, words }: Dictionary): Opened {
  const some = words
    .slice(0, 20_000)
    .replace(/\/.*|\d/g, '')
    .replace(/[^\p{L}]/gu, '');
  return { checker: nspell(affixes, words), scripts: scripts.filter((script) => script.test(some)) };
}

/** Whether no dictionary knows the word, of those that know its letters. */
function isWrong(word: string): boolean {
  const able = dictionaries.filter((one) => one.scripts.some((script) => script.test(word)));
  return able.length > 0 && able.every(({ checker }) => !checker.correct(word));
}

function answer(question: Question): string[] {
  if ('open' in question) {
    dictionaries = question.open.map(open);
    return [];
  }
  if ('check' in question) return question.check.filter(isWrong);
  if (question.suggest.length > longest) return [];
  const { suggest } = question;
  // nspell does not think of two letters that changed places, the commonest slip of all.
  const exchanged = [...suggest].slice(1).map((letter, at) => {
    return suggest.slice(0, at) + letter + (suggest[at] ?? '') + suggest.slice(at + 2);
  });
  return nearest(
    suggest,
    dictionaries.flatMap(({ checker }) => [
      ...exchanged.filter((word) => word !== suggest && checker.correct(word)),
      ...checker.suggest(suggest),
    ]),
  );
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const { number } = data;
  try {
    postMessage({ number, words: answer(data) } satisfies Answer);
  } catch (thrown) {
    postMessage({ number, problem: String(thrown) } satisfies Answer);
  }
});
