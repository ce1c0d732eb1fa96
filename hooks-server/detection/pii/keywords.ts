import { tableOfUnits } from '../../unicode.js';

/** A keyword in a text, in UTF-16 units. */
export interface KeywordHit {
  readonly start: number;
  readonly end: number;
}

interface Node<Owner> {
  readonly next: Map<number, Node<Owner>>;
  /** Owners of a keyword that ends here, where a word ends. */
  readonly whole: Owner[];
  /** Owners of a keyword that ends here, though the word may go on. */
  readonly prefix: Owner[];
}

const BLANK = 32;
/** Units below this one are folded by table; scripts beyond it have no cases, and keep their accents. */
const TABLE_SIZE = 0x2000;
const isSeparator = (character: string) => /[\s_\-.·'`]/.test(character);

/** Lower case, without accents, and every separator a blank. Never changes the length. */
const folded = Uint16Array.from({ length: TABLE_SIZE }, (_, code) => {
  const character = String.fromCharCode(code);
  if (isSeparator(character)) return BLANK;
  const [base = character] = character.toLowerCase().normalize('NFD');
  return base.charCodeAt(0);
});
const letters = Uint8Array.from({ length: TABLE_SIZE }, (_, code) =>
  /[\p{L}\p{M}]/u.test(String.fromCharCode(code)) ? 1 : 0,
);

const fold = (code: number) =>
  code < TABLE_SIZE ? (folded[code] ?? code) : code === 0x2019 || code === 0x3000 ? BLANK : code;
/** Thai, kana, Han and Hangul: no blanks between words, or endings that grow on: a word may begin and end anywhere. */
const isUnspaced = (code: number) =>
  (code >= 0x0e00 && code <= 0x0e7f) ||
  (code >= 0x3040 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xd7a3);
const isLetter = (code: number) => (code < TABLE_SIZE ? letters[code] === 1 : isUnspaced(code));
const isUpper = (code: number) => code >= 65 && code <= 90;
const isLower = (code: number) => code >= 97 && code <= 122;

/** Whether a word may end before `at`: no letter follows, or a capital after a small one (`ssnNumber`). */
function isWordBoundary(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  if (at <= 0 || at >= text.length || !isLetter(code) || !isLetter(before)) return true;
  return isUnspaced(code) || isUnspaced(before) || (isUpper(code) && isLower(before));
}

const emptyNode = <Owner>(): Node<Owner> => ({ next: new Map(), whole: [], prefix: [] });

function insert<Owner>(root: Node<Owner>, keyword: string, owner: Owner): void {
  const isPrefix = keyword.endsWith('*');
  let node = root;
  for (const character of isPrefix ? keyword.slice(0, -1) : keyword) {
    const code = fold(character.charCodeAt(0));
    const child = node.next.get(code) ?? emptyNode<Owner>();
    node.next.set(code, child);
    node = child;
  }
  (isPrefix ? node.prefix : node.whole).push(owner);
}

/**
 * All keywords of all owners in one trie, so that any number of rules costs one pass over a text. Words are separated
 * by `|` and begin a word; `steuer*` may go on. Case, accents and the kind of separator make no difference.
 */
export function createKeywordIndex<Owner>(
  entries: Iterable<readonly [Owner, string]>,
): (text: string) => Map<Owner, KeywordHit[]> {
  const root = emptyNode<Owner>();
  for (const [owner, words] of entries) {
    for (const word of words.split('|')) insert(root, word, owner);
  }
  const begins = tableOfUnits((unit) => Number(root.next.has(fold(unit))));
  return (text) => {
    const hits = new Map<Owner, KeywordHit[]>();
    let before = 0;
    for (let start = 0; start < text.length; start++) {
      const code = text.charCodeAt(start);
      // Most units are a small letter inside a word.
      const isInside = isLower(code) && (isLower(before) || isUpper(before));
      before = code;
      if (isInside || begins[code] === 0 || !isWordBoundary(text, start)) continue;
      walk(text, start, root.next.get(fold(code))!, hits);
    }
    return hits;
  };
}

function walk<Owner>(text: string, start: number, first: Node<Owner>, hits: Map<Owner, KeywordHit[]>): void {
  let node: Node<Owner> | undefined = first;
  for (let at = start + 1; node; at++) {
    const ends = node.whole.length > 0 && isWordBoundary(text, at) ? node.whole : [];
    for (const owners of [ends, node.prefix]) for (const owner of owners) add(hits, owner, start, at);
    if (at >= text.length) return;
    const code = fold(text.charCodeAt(at));
    // `taxId`: the capital stands for a blank.
    const isCamel = isUpper(text.charCodeAt(at)) && isLower(text.charCodeAt(at - 1));
    node = (isCamel ? node.next.get(BLANK)?.next.get(code) : undefined) ?? node.next.get(code);
    if (code === BLANK && node) {
      // At most a few more: "tax   id", `d. n. i.`
      for (let more = 0; more < 3 && fold(text.charCodeAt(at + 1)) === BLANK; more++) at++;
    }
  }
}

function add<Owner>(hits: Map<Owner, KeywordHit[]>, owner: Owner, start: number, end: number): void {
  const known = hits.get(owner);
  if (known) known.push({ start, end });
  else hits.set(owner, [{ start, end }]);
}
