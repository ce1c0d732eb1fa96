import { questionWords } from '../language/function-words.js';
import { imperatives, openingAuxiliaries } from '../language/relations.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

/** What kind of answer a text asks for. */
export type QuestionType =
  'what' | 'how' | 'measure' | 'why' | 'who' | 'when' | 'where' | 'choice' | 'explain' | 'statement';

const MEASURES =
  /^(?:many|much|long|old|far|often|big|tall|high|fast|deep|large|heavy|wide|soon|late|expensive|likely)$/;
const TYPES: Readonly<Record<string, QuestionType>> = {
  what: 'what',
  which: 'what',
  who: 'who',
  whom: 'who',
  whose: 'who',
  when: 'when',
  where: 'where',
  why: 'why',
};

/** Reads the kind from the words that open the text, else from the first question word. */
export const questionType = readOnce(({ words }: Analysis): QuestionType => {
  const opening = words[0]?.lower ?? '';
  const at = words.findIndex((word) => questionWords.has(word.lower));
  if (at >= 0 && (at <= 2 || !openingAuxiliaries.has(opening))) {
    const asked = words[at]!.lower;
    if (asked !== 'how') return words.some(({ lemma }) => lemma === 'reason') ? 'why' : TYPES[asked]!;
    return MEASURES.test(words[at + 1]?.lower ?? '') ? 'measure' : 'how';
  }
  if (openingAuxiliaries.has(opening)) return 'choice';
  return imperatives.has(opening) ? 'explain' : 'statement';
});

/** Kinds that often ask for the same thing in other words. */
const RELATED: readonly (readonly QuestionType[])[] = [
  ['what', 'explain', 'statement'],
  ['what', 'how'],
  ['how', 'explain'],
  ['what', 'who'],
  ['what', 'where'],
  ['what', 'when'],
  ['what', 'measure'],
  ['why', 'explain'],
];

/** 1 for the same kind, 0.5 for related kinds, 0 for others. */
export function questionAgreement(a: QuestionType, b: QuestionType): number {
  if (a === b) return 1;
  return RELATED.some((group) => group.includes(a) && group.includes(b)) ? 0.5 : 0;
}
