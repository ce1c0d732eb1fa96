import { places } from '../language/places.js';

/** Names that are also everyday words when written in lower case. */
const NEEDS_CAPITAL = new Set(
  `us turkey china chad jordan georgia mali polish pole guinea togo nice bern cologne mercury mars goa eu lima perth finn
  dane danes swede kiwi phoenix austin virginia florence sydney porto niger oxford cambridge washington saturn lyon milan
  maine houston denver dallas basel sofia valencia brasil francia persian swiss dutch`.split(/\s+/),
);

/** First words of all names: most words of a text are in none. */
const OPENINGS = new Set([...places.keys()].map((name) => name.replace(/\./g, '').split(' ')[0]!));

/** A place's name in a row of words. */
export interface PlaceMatch {
  /** The same for all forms of the name: "U.S.", "USA" and "American". */
  readonly place: string;
  /** Words that the name takes. */
  readonly length: number;
}

/** The longest name of a place that begins at `start`, if any. */
export function placeAt(words: readonly string[], start: number): PlaceMatch | undefined {
  if (!OPENINGS.has(words[start]!.toLowerCase().replace(/\./g, ''))) return undefined;
  for (let length = Math.min(4, words.length - start); length > 0; length -= 1) {
    const name = words.slice(start, start + length).join(' ');
    const place = places.get(name.toLowerCase().replace(/\./g, ''));
    if (place && (length > 1 || !NEEDS_CAPITAL.has(name.toLowerCase()) || isName(name)))
      return { place, length };
  }
  return undefined;
}

function isName(word: string): boolean {
  return /^(us|eu)$/i.test(word) ? word === word.toUpperCase() : /^\p{Lu}/u.test(word);
}
