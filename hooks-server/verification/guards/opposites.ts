import type { Alignment } from '../features/alignment.js';
import { bareOpposites } from '../language/opposites-unsegmented.js';
import { sidesOfWord, type Side } from '../language/opposites.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import { lacking } from './reading.js';

/** Whether a word of the one text alone and a word of the other alone are opposites, in any of the languages. */
export function areOpposite({ a, b }: Alignment): boolean {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const [onlyA, onlyB] = [lacking(wordsA, wordsB), lacking(wordsB, wordsA)];
  if (
    onlyA.length > 0 &&
    onlyB.length > 0 &&
    (haveOpposite(onlyA, onlyB) || havePrefixOpposite(onlyA, onlyB))
  )
    return true;
  return isBare(a) && isBare(b) && bareOpposite(a, b);
}

/** Whether one side of a line stands in the one text alone and the other side in the other. Where both stand in both, they cancel out. */
function haveOpposite(onlyA: readonly string[], onlyB: readonly string[]): boolean {
  const [sidesA, sidesB] = [sidesOf(onlyA), sidesOf(onlyB)];
  if (sidesB.size === 0) return false;
  for (const side of sidesA) if (sidesB.has(-side) && !sidesB.has(side) && !sidesA.has(-side)) return true;
  return false;
}

function sidesOf(words: readonly string[]): ReadonlySet<Side> {
  return new Set(words.flatMap(sidesOfWord));
}

const PREFIXES =
  /^(hyper|hypo|macro|micro|pre|post|inter|intra|endo|exo|over|under|up|down|mono|poly|homo|hetero|pro|anti|maxi|mini|in|out|ex|super|sub|con)(\p{L}{4,})$/u;
const OPPOSITE_PREFIXES = new Set(
  `hyper hypo,macro micro,pre post,inter intra,endo exo,over under,up down,mono poly,homo hetero,pro anti,maxi mini,in out,in ex,super sub`
    .split(',')
    .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
);

/** The same word with opposite beginnings: hypertension, hypotension. */
function havePrefixOpposite(onlyA: readonly string[], onlyB: readonly string[]): boolean {
  return onlyA.some((x) => {
    const [, prefix, rest] = PREFIXES.exec(x) ?? [];
    return (
      prefix !== undefined &&
      onlyB.some((y) => y.endsWith(rest!) && OPPOSITE_PREFIXES.has(`${prefix} ${y.slice(0, -rest!.length)}`))
    );
  });
}

const wordsOf = readOnce(
  ({ characters }: Analysis): readonly string[] => characters.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [],
);

const BARE_SCRIPT =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Thai}\p{sc=Hebrew}\p{sc=Bengali}]/u;

function isBare({ characters }: Analysis): boolean {
  return BARE_SCRIPT.test(characters);
}

/** Characters that both texts have in a row at their beginnings and ends are left out: they are no difference. */
function bareOpposite(a: Analysis, b: Analysis): boolean {
  return bareOpposites.some(({ left, right }) => {
    const [leftA, rightA] = [left.test(a.characters), right.test(a.characters)];
    const [leftB, rightB] = [left.test(b.characters), right.test(b.characters)];
    return (leftA && !rightA && rightB && !leftB) || (rightA && !leftA && leftB && !rightB);
  });
}
