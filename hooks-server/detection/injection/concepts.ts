import type { englishConcepts } from './words-english.js';

/** What a word means for the rules: a verb, a scope, an object, an attitude. */
export type Concept = keyof typeof englishConcepts;

/** Words by concept: parted by commas; `*` ends a stem; several words make a phrase. */
export type WordList = Partial<Record<Concept, string>>;
