/**
 * Scores how well words typed in the palette fit a text; 0 means not at all.
 * Every typed word must occur: at the start of a word best, inside one less, as
 * scattered letters of one word least.
 */
export function score(query: string, text: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const hay = text.toLowerCase();
  let total = 1;
  for (const word of words) {
    const best = scoreWord(word, hay);
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

function scoreWord(word: string, hay: string): number {
  const at = hay.indexOf(word);
  if (at === 0) return 12;
  if (at > 0) return /[\s:/(-]/.test(hay.charAt(at - 1)) ? 9 : 5;
  return hay.split(/[\s:/()-]+/).some((candidate) => isScattered(word, candidate)) ? 2 : 0;
}

function isScattered(letters: string, word: string): boolean {
  if (letters.length < 2 || letters[0] !== word[0]) return false;
  let at = 0;
  for (const letter of letters) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
