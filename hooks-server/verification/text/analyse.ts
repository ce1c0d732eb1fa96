import { lowerCase } from '../../unicode.js';
import { contentInEnglish, functionWords } from '../language/function-words.js';
import { lightWords } from '../language/light-words.js';
import { negationWords } from '../language/negations.js';
import { personNames, productNames } from '../language/names.js';
import { AMBIGUOUS_TEMPORAL_WORDS, temporalWords } from '../language/temporal.js';
import { foldCharacters, foldPhrases } from './fold.js';
import { lemma } from './lemma.js';
import { placeAt } from './places.js';
import { readQuantities, type Quantity } from './quantities.js';
import { readSymbols } from './symbols.js';

/** How much a word says about what is asked. */
export type WordClass = 'function' | 'light' | 'content';

/** A word of a text, with what the comparison needs to know of it. */
export interface Word {
  /** As written, without a possessive s. */
  readonly text: string;
  readonly lower: string;
  readonly lemma: string;
  readonly kind: WordClass;
  /** Names, places, products, acronyms: words that stand for one thing only. */
  readonly entity: boolean;
  /** A name that a lexicon knows, an emoji or a flag: another one in its place is another question. */
  readonly known: boolean;
  readonly negation: boolean;
  /** Line of the temporal lexicon. */
  readonly temporal: string | undefined;
  readonly quantity: Quantity | undefined;
  /** Where the word begins in the folded text. */
  readonly offset: number;
  /** First word of a sentence: its capital tells nothing. */
  readonly opens: boolean;
}

/** A text, ready to be compared with others. */
export interface Analysis {
  /** As it came, in one form of characters and blanks. */
  readonly characters: string;
  /** The same in lower case: what patterns read that mind no case, as the engine takes far longer to compile the flag `i`. */
  readonly lower: string;
  /** As it came, without contractions, openings and insertions. */
  readonly folded: string;
  /** That in lower case. */
  readonly foldedLower: string;
  /** Letters and digits of the text as it came, lower case, with single blanks. */
  readonly plain: string;
  readonly words: readonly Word[];
  /** Signs that calculate or compare, in order: what "5 + 3" and "5 - 3" differ in. */
  readonly symbols: string;
  /** Quoted strings and inline code, in order, as written. */
  readonly quoted: readonly string[];
}

const WORD =
  /\d+(?:[-/.:]\d+)+(?!\d)|[\p{L}\p{N}_]+(?:[.:/\\@]+[\p{L}\p{N}_]+)+(?:\(\))?|\p{Sc}?\d[\d,]*(?:\.\d+)*(?:\s?[%°]\p{L}?|\p{L}{1,4}(?![\p{L}\p{N}]))?|(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]|(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}_]+(?:\+\+|#)?(?:'\p{L}+)?|\p{Sc}|\p{Extended_Pictographic}|\p{RI}{2}/gu;

const PICTURE = /^(?:\p{Extended_Pictographic}|\p{RI}{2})$/u;

const ENGLISH =
  /\b(?:the|is|are|were|what|which|who|when|where|why|how|does|did|can|should|of|to|and|with|by|from|it|that|this|for|you|explain|describe|meaning|find|list|show|name|tell|my)\b/gi;

/** Whether a text reads as English, by the share of its words that carry grammar. */
export function readsAsEnglish(text: string): boolean {
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  return (text.match(ENGLISH)?.length ?? 0) * 8 >= words && words > 0;
}

/** Reads a text once; the result depends on nothing else. */
export function analyse(text: string): Analysis {
  const characters = foldCharacters(text);
  const folded = foldPhrases(characters);
  const shouting = isShouting(folded);
  const english = readsAsEnglish(characters);
  const raw = [...folded.matchAll(WORD)].filter(([word]) => !/^\p{Sc}$/u.test(word));
  const surfaces = raw.map(([word]) => word.replace(/'s?$/i, '').replace(/(?<=\p{L}{2})'s$/u, ''));
  const { at, skipped } = readQuantities(surfaces);
  const words: Word[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    if (skipped.has(index)) continue;
    const offset = raw[index]!.index;
    const opens = /(?:^|[.?!:;"(\u00bf\u00a1]\s*)$/.test(folded.slice(Math.max(0, offset - 3), offset));
    const place = at.has(index) ? undefined : placeAt(surfaces, index);
    const quantity = at.get(index);
    words.push(
      place
        ? placeWord(surfaces.slice(index, index + place.length).join(' '), place.place, offset, opens)
        : readWord(surfaces[index]!, { offset, opens, shouting, english, quantity }),
    );
    index += (place?.length ?? 1) - 1;
  }
  return {
    characters,
    lower: lowerCase(characters),
    folded,
    foldedLower: lowerCase(folded),
    plain: plainText(characters),
    words,
    symbols: readSymbols(characters),
    quoted: readQuoted(characters),
  };
}

// Both name each member in the interface's order and spread nothing: V8 gives objects that are made by a spread a hidden class
// each, and there are tens of thousands of words.

function placeWord(text: string, place: string, offset: number, opens: boolean): Word {
  return {
    text,
    lower: text.toLowerCase(),
    lemma: place,
    kind: 'content',
    entity: true,
    known: true,
    negation: false,
    temporal: undefined,
    quantity: undefined,
    offset,
    opens,
  };
}

interface Surroundings {
  readonly offset: number;
  readonly opens: boolean;
  readonly shouting: boolean;
  readonly english: boolean;
  readonly quantity: Quantity | undefined;
}

function readWord(text: string, { offset, opens, shouting, english, quantity }: Surroundings): Word {
  const lower = text.toLowerCase();
  const isFunction =
    functionWords.has(lower) &&
    !(english && contentInEnglish.has(lower)) &&
    !(/^[A-Z]{2,}$/.test(text) && !shouting) &&
    // The language.
    !(text === 'Go' && !opens && !shouting);
  const picture = PICTURE.test(text);
  const entity = !picture && !quantity && !isFunction && isEntity(text, lower, opens, shouting);
  return {
    text,
    lower,
    lemma: lemma(lower.replace(/[.']/g, '')),
    kind: isFunction ? 'function' : !entity && !quantity && lightWords.has(lower) ? 'light' : 'content',
    entity,
    known: picture || (entity && (productNames.has(lower) || personNames.has(lower))),
    negation: negationWords.has(lower),
    temporal: entity && !temporalWords.has(lower) ? undefined : readTemporal(text, lower, opens),
    quantity,
    offset,
    opens,
  };
}

/** A line of mostly capitals, or of words that all begin with one, says nothing about names. */
function isShouting(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return (words.length > 1 && !/\p{Ll}/u.test(text)) || (words.length > 3 && capitals / words.length > 0.75);
}

function isEntity(text: string, lower: string, opens: boolean, shouting: boolean): boolean {
  if (productNames.has(lower)) return true;
  const capital = /^\p{Lu}/u.test(text);
  if (personNames.has(lower)) return capital;
  if (shouting) return false;
  if (/^\p{Lu}[\p{Lu}\p{N}]+$/u.test(text) || /\p{Ll}\p{Lu}/u.test(text)) return true;
  return capital && !opens && text.length > 1;
}

function readTemporal(text: string, lower: string, opens: boolean): string | undefined {
  const line = temporalWords.get(lower);
  if (!line || !AMBIGUOUS_TEMPORAL_WORDS.has(lower)) return line;
  return /^\p{Lu}/u.test(text) && !opens ? line : undefined;
}

const QUOTED = /"([^"]{1,200})"|`([^`]{1,200})`|(?<=^|\s)'([^']{2,200})'(?=$|[\s.,?!])/g;

/** What stands in quotation marks, reduced to letters and digits; marks around most of the text quote nothing. */
function readQuoted(text: string): string[] {
  return [...text.matchAll(QUOTED)]
    .map((match) => plainText(match[1] ?? match[2] ?? match[3] ?? ''))
    .filter((part) => part && part.length < text.length * 0.6);
}

function plainText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
