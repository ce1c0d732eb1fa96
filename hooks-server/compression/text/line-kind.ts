import { documentHeader } from './lines.js';

/** What a line is by its look alone, in the order in which it is asked. */
export const LINE_KINDS = [
  'prose',
  'turn',
  'log',
  'table',
  'json',
  'code',
  'config',
  'diff',
  'list',
  'item',
  'short',
  'data',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

const LOG_START =
  /^\W{0,3}(?:\d{4}[-/]\d\d[-/]\d\d[T ,]|\d\d:\d\d:\d\d|(?:mon|tue|wed|thu|fri|sat|sun)?,? ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* +\d{1,2},? |\d{1,2}[/.]\w{2,3}[/.]\d{2,4}[ :]|\d{6,} |(?:trace|debug|info|notice|warn|warning|error|fatal|critical)\b[\]: ]|\d{1,3}(?:\.\d{1,3}){3} )|^\[\d+\.\d+\]/iu;
/** In small letters: a search through a whole line that ignores capitals takes many times as long. */
const LOG_LEVEL = /\b(?:info|debug|warn|warning|error|fatal|trace)\b[\]: ]/;
const TURN =
  /^\s{0,3}(?:[-*>]\s*)?(?:\*\*)?(?:\[?\(?\d{1,4}[:./-]\d{1,2}(?:[:./-]\d{1,4})?(?:,? \d{1,2}:\d\d(?::\d\d)?)?(?: ?[ap]m)?\)?\]?[ ,-]*)?(?:\*\*)?[<"]?\p{Lu}?[\p{L}\p{M}.'’_-]{1,24}(?: [\p{L}\p{M}\d.'’_-]{1,20}){0,3}[>"]?(?: ?\([^()\n]{1,30}\)| ?\[[^[\]\n]{1,20}\])?(?:\*\*)?\s?(?:[:：](?:\*\*)?(?: |$)|：(?=\S))/u;
const DIFF = /^(?:diff --git |index [0-9a-f]{6,}|--- |\+\+\+ |@@ |[+-](?![-+ ]{2,}|\s*\p{L}[^=(){};]*$))/u;
const CODE =
  /^\s*(?:def |class \w+[(:{]|function\b|import [\w{*]|from [\w.]+ import|return\b|if ?\(|for ?\(|while ?\(|else\b|elif\b|try\b|except\b|catch\b|const |let |var |public |private |protected |static |void |int |fn |func |package |using |#include|<\/?[a-z][\w-]*[ >/]|@\w+|\/\/|\/\*|CREATE TABLE|SELECT |INSERT |ALTER |DROP |FROM |WHERE |JOIN |\$\w+ ?=|[\w.]+\(.*\);?$)|[{};]\s*$|^\s{4,}[\w.]+(?: ?[:+-]?= ?|\(|: )\S|=>\s*\{?$|^\s*[\])}]+[,;]?\s*$/u;
const CONFIG = /^\s*(?:[-\w.$/"']+\s?[=:]\s?(?:\S.{0,80})?|- [\w./-]+(?::\s.*)?|\[[\w .-]+\]|#.*)$/u;
const JSON_LINE =
  /^\s*(?:[{[]+\s*(?:$|["\d{[-])|[}\]]|"[^"\n]{0,80}"\s*:|[{[].*[}\]],?\s*$|"[^"\n]*",?\s*$)/u;
const LIST = /^\s*(?:[-•–·▪◦]|\*(?!\*)|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[①-⑳]|\d+、)\s*\S/u;
const FIXED = /\S {2,}\S.* {2,}\S/u;
/** Letters or digits without a blank for this long are data. */
const LONGEST_RUN = 200;
const RUN = new RegExp(String.raw`[\w+/=%&.:;,-]{${LONGEST_RUN}}`);

/** Lines up to this length say too little to be a sentence unless they end like one. */
const SHORT = 60;
const SENTENCE_END = /[.!?…。！？؟।:：]["'”’»）)\]*_]*$/u;
const STOP = /[\p{L}\p{N})][.!?…]["'”’»)\]]*(?:\s|$)|[。！？؟।]/u;
const WORDS = /[\p{L}\p{M}]{2}[,;:]?\s+[\p{L}\p{M}]+[,;:]?\s+\p{L}/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{4}/u;

const isLog = (line: string) => LOG_START.test(line) || LOG_LEVEL.test(line.toLowerCase());
const isTurn = (line: string) => /[:：]/.test(line) && TURN.test(line);
/** A clause under its number, set off by a tab (`**6.2**\t Registration. …`), or a heading with one. */
const CLAUSE =
  /^\s*(?:#{1,6}\s[^\t]*\t?|[*_]{0,2}(?:§+\s?)?(?:\d+(?:\.\d+)+\.?|\([a-z]{1,4}\)|[ivx]+\.)[*_]{0,2}\t)[^\t]*$/u;
/** An item whose text is code at first and a sentence then is no line of a diff. */
const BULLET = /^[-+] \S/u;

const isProse = (line: string) => STOP.test(line) && (WORDS.test(line) || UNSPACED.test(line));

const isClause = (line: string) => CLAUSE.test(line) && (line.trimStart().startsWith('#') || isProse(line));

/** What a line is by its look alone, with or without its line break. */
export function kindOf(text: string): LineKind {
  const line = text.trimEnd();
  const head = line.slice(0, 300);
  const trimmed = head.trim();
  if (line.length >= LONGEST_RUN && RUN.test(line.slice(0, 2_000))) return 'data';
  if (DIFF.test(head) && !(BULLET.test(head) && isProse(head))) return 'diff';
  if (
    /^\s*\|/.test(head) ||
    (head.match(/\|/gu)?.length ?? 0) > 1 ||
    (head.includes('\t') && !isClause(line))
  )
    return 'table';
  if (JSON_LINE.test(head) && !/^\s*\[[^\]\n]{1,30}\] /u.test(head)) return 'json';
  if (documentHeader(head) > 0) return 'prose';
  if (isLog(head)) return isTurn(head) && !/\d\d:\d\d:\d\d[.,]\d/u.test(head) ? 'turn' : 'log';
  if (FIXED.test(trimmed) && !isProse(trimmed)) return 'table';
  if ((trimmed.match(/[,;]/gu)?.length ?? 0) >= 2 && !/[,;] /u.test(trimmed)) return 'table';
  if (CODE.test(head)) return 'code';
  if (isProse(head) && line.length > SHORT) return LIST.test(head) ? 'list' : isTurn(head) ? 'turn' : 'prose';
  if (isTurn(head)) return 'turn';
  if (LIST.test(head)) return 'item';
  if (CONFIG.test(head)) return 'config';
  return line.length > SHORT || SENTENCE_END.test(trimmed) ? 'prose' : 'short';
}

const known = new WeakMap<{ readonly text: string }, LineKind>();

/** The same of a line that is asked about again and again while its neighbours are read. */
export function kindOfLine(line: { readonly text: string }): LineKind {
  const kind = known.get(line) ?? kindOf(line.text);
  known.set(line, kind);
  return kind;
}
