/** Finds words and phrases of many languages in short texts. */
export interface WordPattern {
  test(text: string): boolean;
  /** Offset of the first word or phrase found, -1 for none. */
  search(text: string): number;
}

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

/** A word, or the beginning of one. */
interface Token {
  readonly text: string;
  readonly open: boolean;
}

interface Found {
  readonly text: string;
  readonly at: number;
}

function tokensOf(phrase: string): Token[] {
  return (phrase.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+\*?/gu) ?? []).map((word) =>
    word.endsWith('*') ? { text: word.slice(0, -1), open: true } : { text: word, open: false },
  );
}

const fits = ({ text, open }: Token, word: string | undefined): boolean =>
  word !== undefined && (open ? word.startsWith(text) : word === text);

/** A text as patterns read it. */
interface Read {
  readonly text: string;
  readonly lower: string;
  readonly words: readonly Found[];
  readonly hasUnspaced: boolean;
}

let lastRead: Read = { text: '', lower: '', words: [], hasUnspaced: false };

/** The text read last is kept: many patterns look at one sentence in turn. */
function read(text: string): Read {
  if (text === lastRead.text) return lastRead;
  const lower = text.toLowerCase();
  const words = Array.from(lower.matchAll(WORD), (match) => ({ text: match[0], at: match.index }));
  lastRead = { text, lower, words, hasUnspaced: UNSPACED.test(lower) };
  return lastRead;
}

/** Words that may begin differently are looked up by so many letters; no open word is shorter. */
const KEY = 2;

function addTo(map: Map<string, Token[][]>, key: string, phrase: Token[]): void {
  const known = map.get(key);
  if (known) known.push(phrase);
  else map.set(key, [phrase]);
}

/**
 * A pattern of words and phrases, written in lines: parted by commas, a star for any ending. Case, apostrophes and
 * hyphens are passed over. What is written in a script without blanks between words (or, like Korean, with particles
 * glued on) is found anywhere. A look-up for each word: time does not grow with the list.
 */
export function wordPattern(lines: readonly string[]): WordPattern {
  const exact = new Map<string, Token[][]>();
  const open = new Map<string, Token[][]>();
  const unspaced: string[] = [];
  for (const item of lines.flatMap((line) => line.split(','))) {
    const phrase = item.trim();
    if (UNSPACED.test(phrase)) {
      unspaced.push(phrase);
      continue;
    }
    const tokens = tokensOf(phrase);
    const first = tokens[0];
    if (first === undefined) continue;
    if (first.open) addTo(open, first.text.slice(0, KEY), tokens);
    else addTo(exact, first.text, tokens);
  }
  const inWords = (words: readonly Found[]): number => {
    const holds = (phrases: Token[][] | undefined, at: number) =>
      phrases?.some((phrase) => phrase.every((token, next) => fits(token, words[at + next]?.text))) ?? false;
    for (let at = 0; at < words.length; at += 1) {
      const { text = '', at: offset = 0 } = words[at] ?? {};
      if (holds(exact.get(text), at) || holds(open.get(text.slice(0, KEY)), at)) return offset;
    }
    return -1;
  };
  const search = (text: string): number => {
    const { lower, words, hasUnspaced } = read(text);
    const spaced = inWords(words);
    if (spaced >= 0 || !hasUnspaced) return spaced;
    return unspaced.reduce((first, word) => {
      const at = lower.indexOf(word);
      return at >= 0 && (first < 0 || at < first) ? at : first;
    }, -1);
  };
  return { search, test: (text) => search(text) >= 0 };
}
