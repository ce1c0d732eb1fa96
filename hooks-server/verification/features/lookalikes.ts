import { normaliseUnicode } from '../../unicode.js';
import type { Analysis, Word } from '../text/analyse.js';
import type { Alignment } from './alignment.js';

/** Cosine from which two words have the same vector but for rounding to eight bits. */
const SAME_VECTOR = 0.99;

/**
 * Whether two texts have words that look the same to the model and are not: its vocabulary knows neither capitals nor the
 * marks of most scripts. No score can tell these apart.
 */
export function haveLookalikes(alignment: Alignment): boolean {
  const { a, b, pairs } = alignment;
  return (
    pairs.some(
      (pair) => isAcronymOf(a, pair.a, b.words[pair.b]!) || isAcronymOf(b, pair.b, a.words[pair.a]!),
    ) || areIndistinct(alignment)
  );
}

/** Words that capitals only stress: nothing is called so. */
const EMPHASISED =
  /^(?:IS|DO|DOES|DID|HOW|WHY|WHAT|WHEN|WHERE|WHICH|NOT|MY|ANY|THE|TO|AND|MUST|SHOULD|WILL|THIS|THAT|ONLY|PLEASE)$/;

/** Whether capitals make a name of what is a function word in the other text ("IT", "WHO"), and not a part of one ("AT&T"). */
function isAcronymOf({ words, folded }: Analysis, index: number, other: Word): boolean {
  const { text, kind, offset } = words[index]!;
  if (kind === 'function' || other.kind !== 'function' || !/^[A-Z]+$/.test(text)) return false;
  if (EMPHASISED.test(text)) return false;
  return !/&/.test(`${folded.charAt(offset - 1)}${folded.charAt(offset + text.length)}`);
}

/** Whether words without a partner have the same vector although their letters differ. */
function areIndistinct(alignment: Alignment): boolean {
  const { a, b, unmatchedA, unmatchedB } = alignment;
  return unmatchedA.some((x) =>
    unmatchedB.some(
      (y) =>
        alignment.similarity(x, y) >= SAME_VECTOR &&
        withoutAccents(a.words[x]!) !== withoutAccents(b.words[y]!),
    ),
  );
}

/** Accents of Latin, Greek and Cyrillic letters are often left out in typing; other scripts' marks never. */
export function withoutAccents({ lower }: Word): string {
  return normaliseUnicode(lower, 'NFD').replace(/[\u0300-\u036f]/g, '');
}
