import type { Alignment } from '../features/alignment.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import { isEnglish } from './reading.js';

const PARTICLES: readonly (readonly [RegExp, string])[] = [
  [/^(\p{sc=Hangul}+)(?:이|가)$/u, 'agent'],
  [/^(\p{sc=Hangul}+)(?:을|를)$/u, 'patient'],
  [/^(\p{sc=Hangul}+)(?:에게|한테)$/u, 'other'],
  [/^(\p{sc=Hangul}+)에서$/u, 'from'],
  [/^(\p{sc=Hangul}+)(?:까지|으로|로)$/u, 'to'],
];

const partsOf = readOnce(
  ({ words }: Analysis): ReadonlyMap<string, string> =>
    new Map(
      words.flatMap(({ lower }) =>
        PARTICLES.flatMap(([form, part]) => {
          const noun = form.exec(lower)?.[1];
          return noun === undefined ? [] : [[noun, part] as const];
        }),
      ),
    ),
);

/** Whether two Korean nouns stand with each other's particles: "고양이가 개를", "개가 고양이를". */
export function particlesExchanged({ a, b }: Alignment): boolean {
  const [inA, inB] = [partsOf(a), partsOf(b)];
  const changed = [...inA].filter(([noun, part]) => inB.has(noun) && inB.get(noun) !== part);
  return changed.some(([, part]) => changed.some(([other]) => inB.get(other) === part));
}

/**
 * Whether a word that stands first in one text stands last in the other, in another form, and another word the other way
 * round: languages with cases say so who does it to whom ("kot goni psa", "pies goni kota").
 */
export function casesExchanged({ a, b, pairs, unmatchedA, unmatchedB }: Alignment): boolean {
  if (isEnglish(a) || isEnglish(b) || unmatchedA.length !== 2 || unmatchedB.length !== 2) return false;
  const [firstA, lastA] = unmatchedA as [number, number];
  const [firstB, lastB] = unmatchedB as [number, number];
  const word = ({ words }: Analysis, index: number) => words[index]!.lower;
  const crossing = [
    [word(a, firstA), word(b, lastB)],
    [word(a, lastA), word(b, firstB)],
  ] as const;
  if (!crossing.some(([x, y]) => sharesBeginning(x, y))) return false;
  const between = pairs.some(
    (pair) =>
      a.words[pair.a]!.kind === 'content' &&
      pair.a > firstA &&
      pair.a < lastA &&
      pair.b > firstB &&
      pair.b < lastB,
  );
  const sameEnding = (x: string, y: string) => x.length > 4 && x.slice(-2) === y.slice(-2);
  return (
    between ||
    (crossing.every(([x, y]) => sharesBeginning(x, y)) && sameEnding(word(a, firstA), word(b, firstB)))
  );
}

function sharesBeginning(x: string, y: string): boolean {
  const length = Math.max(3, Math.min(x.length, y.length) - 4);
  return /^\p{L}{3,}$/u.test(x) && /^\p{L}{3,}$/u.test(y) && x.slice(0, length) === y.slice(0, length);
}
