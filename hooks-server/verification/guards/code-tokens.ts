import { productNames } from '../language/names.js';
import { capitalsMatter, codeContexts, typeNames } from '../language/code-words.js';
import { isCommonWord } from '../language/vocabulary.js';
import type { Alignment } from '../features/alignment.js';
import type { Analysis, Word } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import { ignoresCapitals, lacking } from './reading.js';

/** A part of a text that is spelled as a machine reads it. */
interface CodeToken {
  readonly text: string;
  /** It cannot be said in plain words: a flag, an escape, a variable, a call, a path. */
  readonly exact: boolean;
}

const BEFORE = String.raw`(?<![\p{L}\p{N}_])`;
const EXACT = [
  String.raw`${BEFORE}(?<!-)-{1,2}\p{L}[\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*`,
  String.raw`\\[\p{L}\p{N}]+`,
  String.raw`[$%]\{?[\p{L}_][\p{L}\p{N}_]*\}?`,
  String.raw`(?<=^|[\s"'(\x60])(?:~|\.{1,2})?\/[\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)*`,
  String.raw`[\p{L}_][\p{L}\p{N}_.]*\(\)`,
  String.raw`${BEFORE}[\p{L}\p{N}]*(?:_+[\p{L}\p{N}]+)+`,
  String.raw`${BEFORE}\p{Ll}+\p{Lu}[\p{L}\p{N}]*`,
];
const LOOSE = [
  String.raw`${BEFORE}[\p{L}\p{N}]+(?:[-.:]{1,2}[\p{L}\p{N}]+)+`,
  String.raw`${BEFORE}\p{Lu}[\p{L}\p{N}]*\p{Ll}\p{Lu}[\p{L}\p{N}]*`,
];
const CODE = new RegExp(`(?<exact>${EXACT.join('|')})|(?:${LOOSE.join('|')})`, 'gu');

/** Romance languages hang pronouns on their verbs: "est-il", "Lâche-moi", "diga-me". */
const CLITIC =
  /\p{L}-(?:moi|toi|lui|nous|vous|leur|il|elle|ils|elles|on|je|tu|ce|me|te|se|lhe|lhes|o|a|os|as|lo|la|le|les|y|en|là|ci)$/iu;

const codeTokens = readOnce(({ characters }: Analysis): readonly CodeToken[] =>
  [...characters.matchAll(CODE)]
    .map(({ 0: text, groups }) => ({ text, exact: groups?.['exact'] !== undefined }))
    .filter(
      ({ text }) =>
        /\p{L}/u.test(text) &&
        !CLITIC.test(text) &&
        !/^\p{Ll}\p{Lu}$/u.test(text) &&
        !/^(?:\p{L}\.)+\p{L}?$/u.test(text),
    )
    .filter(({ text, exact }) => !(exact && productNames.has(text.toLowerCase().replace(/s$/, '')))),
);

/**
 * Whether what is spelled as a machine reads it differs: flags, escapes, variables, paths, identifiers, service names.
 * Written out in plain words it counts as the same ("max_length", "max length"); capitals count.
 */
export function codeDiffers(alignment: Alignment): boolean {
  const { a, b } = alignment;
  const [tokensA, tokensB] = [codeTokens(a), codeTokens(b)];
  if (tokensA.length + tokensB.length === 0) return false;
  const [loneA, loneB] = [loneTokens(tokensA, tokensB), loneTokens(tokensB, tokensA)];
  const lazy = ignoresCapitals(a) || ignoresCapitals(b);
  const left = {
    a: loneA.filter((token) => !isWrittenIn(token, b, loneB, lazy) && !isSlip(token, alignment)),
    b: loneB.filter((token) => !isWrittenIn(token, a, loneA, lazy) && !isSlip(token, alignment)),
  };
  if (left.a.length > 0 && left.b.length > 0) return true;
  return [...left.a, ...left.b].some(({ exact }) => exact);
}

function loneTokens(tokens: readonly CodeToken[], others: readonly CodeToken[]): CodeToken[] {
  const texts = lacking(
    tokens.map(({ text }) => text),
    others.map(({ text }) => text),
  );
  return tokens.filter(({ text }) => texts.includes(text));
}

/** Whether a slip of the fingers made a token of a common word: "hWat". */
function isSlip({ text }: CodeToken, { a, b, pairs }: Alignment): boolean {
  return pairs.some((pair) => {
    const [x, y] = [a.words[pair.a]!, b.words[pair.b]!];
    return (
      pair.kind === 'typo' &&
      ((x.text === text && isCommonWord(y.lower)) || (y.text === text && isCommonWord(x.lower)))
    );
  });
}

/** Whether the other text has a token in another spelling that means the same. */
function isWrittenIn(
  token: CodeToken,
  other: Analysis,
  others: readonly CodeToken[],
  lazy: boolean,
): boolean {
  const lower = token.text.toLowerCase();
  const twin = others.find(({ text }) => text.toLowerCase() === lower);
  if (twin) return isSameCase(token, twin, lazy);
  if (/^[-\\$%/~.]/.test(token.text) && !/^-\p{L}{4,}$/u.test(token.text)) return false;
  const parts = lower.match(/[\p{L}\p{N}]+/gu)!.flatMap((part) => part);
  const humps = token.text.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+(?!\p{Ll})/gu) ?? [];
  return [parts, humps.map((hump) => hump.toLowerCase())].some(
    (words) => words.length > 0 && (hasWords(other, words.join(' ')) || hasWords(other, words.join(''))),
  );
}

function hasWords({ plain }: Analysis, words: string): boolean {
  return ` ${plain} `.includes(` ${words} `);
}

/** The same letters in other capitals: a flag or an identifier is another then, a word at a sentence's start is not. */
function isSameCase(token: CodeToken, twin: CodeToken, lazy: boolean): boolean {
  if (/^[-\\$%]/.test(token.text)) return false;
  if (productNames.has(token.text.toLowerCase())) return true;
  if (lazy && !/[._/\\(]/.test(token.text)) return true;
  if (token.exact || twin.exact) return false;
  return token.text.slice(1) === twin.text.slice(1) || /-/.test(token.text);
}

/** Whether a word's capitals make another of it: "Polish" and "polish", the keys "g" and "G", the types "Integer" and "integer". */
export function capitalsDiffer({ a, b }: Alignment): boolean {
  const [wordsA, wordsB] = [spelledWords(a), spelledWords(b)];
  const lone = lacking(
    wordsA.map(({ text }) => text),
    wordsB.map(({ text }) => text),
  );
  if (lone.length === 0) return false;
  const context = [a, b].every(({ words }) => words.some(({ lower }) => codeContexts.has(lower)));
  const lazy = ignoresCapitals(a) || ignoresCapitals(b);
  return wordsA
    .filter(({ text }) => lone.includes(text))
    .some((x) =>
      wordsB.some((y) => x.lower === y.lower && x.text !== y.text && matters(x, y, context, lazy)),
    );
}

const spelledWords = readOnce(({ words }: Analysis): readonly Word[] =>
  words.filter(({ text }) => /^\p{L}+$/u.test(text)),
);

function matters(x: Word, y: Word, context: boolean, lazy: boolean): boolean {
  if (x.lower.length === 1) return context && !/^[ai]$/.test(x.lower);
  if (lazy || x.opens || y.opens || /\p{Lu}.*\p{Lu}/u.test(`${x.text}${y.text}`)) return false;
  return capitalsMatter.has(x.lower) || (context && typeNames.has(x.lower));
}
