import { documentHeader } from '../text/lines.js';

const DOCUMENT_TAG = /^\s*<(?:document|doc|passage|source|chunk|result|snippet|page|item|search_result)\b/i;

/** What a line is by its look alone, in the order in which it is asked. */
const LINE_KINDS = [
  'prose',
  'turn',
  'log',
  'table',
  'json',
  'code',
  'config',
  'diff',
  'list',
  'short',
  'data',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** How many characters of a text are lines of each kind, and how many lines there are. */
export interface Shape {
  readonly share: Readonly<Record<LineKind, number>>;
  readonly lines: number;
  /** Lines under document headers, or in tags of their own. */
  readonly passages: number;
  /** Different speakers of turns, and the share of turns that begin with a time. */
  readonly speakers: number;
  readonly timed: number;
  /** Share of the sentences that begin alike but for names and numbers: records in prose. */
  readonly alike: number;
}

const LOG =
  /^\W{0,3}(?:\d{4}[-/]\d\d[-/]\d\d[T ,]|\d\d:\d\d:\d\d|(?:mon|tue|wed|thu|fri|sat|sun)?,? ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* +\d{1,2},? |\d{1,2}[/.]\w{2,3}[/.]\d{2,4}[ :]|\d{6,} |(?:trace|debug|info|notice|warn|warning|error|fatal|critical)\b[\]: ]|\d{1,3}(?:\.\d{1,3}){3} )|^\[\d+\.\d+\]|\b(?:INFO|DEBUG|WARN|WARNING|ERROR|FATAL|TRACE)\b[\]: ]/iu;
const TURN =
  /^\s{0,3}(?:[-*>]\s*)?(?:\*\*)?(?:\[?\(?\d{1,4}[:./-]\d{1,2}(?:[:./-]\d{1,4})?(?:,? \d{1,2}:\d\d(?::\d\d)?)?(?: ?[ap]m)?\)?\]?[ ,-]*)?(?:\*\*)?[<"]?\p{Lu}?[\p{L}\p{M}.'’_-]{1,24}(?: [\p{L}\p{M}\d.'’_-]{1,20}){0,3}[>"]?(?: ?\([^()\n]{1,30}\)| ?\[[^[\]\n]{1,20}\])?(?:\*\*)?\s?[:：](?:\*\*)?(?: |$)/u;
const DIFF = /^(?:diff --git |index [0-9a-f]{6,}|--- |\+\+\+ |@@ |[+-](?![-+ ]{2,}|\s*\p{L}[^=(){};]*$))/u;
const CODE =
  /^\s*(?:def |class \w+[(:{]|function\b|import [\w{*]|from [\w.]+ import|return\b|if ?\(|for ?\(|while ?\(|else\b|elif\b|try\b|except\b|catch\b|const |let |var |public |private |protected |static |void |int |fn |func |package |using |#include|<\/?[a-z][\w-]*[ >/]|@\w+|\/\/|\/\*|CREATE TABLE|SELECT |INSERT |ALTER |DROP |FROM |WHERE |JOIN |\$\w+ ?=|[\w.]+\(.*\);?$)|[{};]\s*$|^\s{4,}[\w.]+(?: ?[:+-]?= ?|\(|: )\S|=>\s*\{?$|^\s*[\])}]+[,;]?\s*$/u;
const CONFIG = /^\s*(?:[-\w.$/"']+\s?[=:]\s?(?:\S.{0,80})?|- [\w./-]+(?::\s.*)?|\[[\w .-]+\]|#.*)$/u;
const JSON_LINE = /^\s*(?:[{}[\]],?|"[^"\n]{0,80}"\s*:|[{[].*[}\]],?\s*$|"[^"\n]*",?\s*$)/u;
const LIST = /^\s*(?:[-*•–·▪◦]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[①-⑳]|\d+、)\s*\S/u;
const FIXED = /\S {2,}\S.* {2,}\S/u;
/** Letters or digits without a blank for this long are data. */
const LONGEST_RUN = /[\w+/=%&.:;,-]{200}/;

/** Lines up to this length say too little to be a sentence unless they end like one. */
const SHORT = 60;
const SENTENCE_END = /[.!?…。！？؟।:：]["'”’»）)\]*_]*$/u;
const STOP = /[\p{L}\p{N})][.!?…]["'”’»)\]]*(?:\s|$)|[。！？؟।]/u;
const WORDS = /[\p{L}\p{M}]{2}[,;:]?\s+[\p{L}\p{M}]+[,;:]?\s+\p{L}/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{4}/u;

const isProse = (line: string) => STOP.test(line) && (WORDS.test(line) || UNSPACED.test(line));

/** What a line is by its look alone. */
export function kindOf(line: string): LineKind {
  const head = line.slice(0, 300);
  const trimmed = head.trim();
  if (LONGEST_RUN.test(line.slice(0, 2_000))) return 'data';
  if (DIFF.test(head)) return 'diff';
  if (/^\s*\|/.test(head) || (head.match(/\|/gu)?.length ?? 0) > 1 || head.includes('\t')) return 'table';
  if (JSON_LINE.test(head) && !/^\s*\[[^\]\n]{1,30}\] /u.test(head)) return 'json';
  if (documentHeader(head) > 0) return 'prose';
  if (LOG.test(head)) return TURN.test(head) && !/\d\d:\d\d:\d\d[.,]\d/u.test(head) ? 'turn' : 'log';
  if (FIXED.test(trimmed) && !isProse(trimmed)) return 'table';
  if ((trimmed.match(/[,;]/gu)?.length ?? 0) >= 2 && !/[,;] /u.test(trimmed)) return 'table';
  if (CODE.test(head)) return 'code';
  if (isProse(head) && line.length > SHORT)
    return LIST.test(head) ? 'list' : TURN.test(head) ? 'turn' : 'prose';
  if (TURN.test(head)) return 'turn';
  if (LIST.test(head)) return 'list';
  if (CONFIG.test(head)) return 'config';
  return line.length > SHORT || SENTENCE_END.test(trimmed) ? 'prose' : 'short';
}

/** Only this many characters at either end of a long text are looked at. */
const LOOKED_AT = 24_000;

const sampled = (text: string): string =>
  text.length <= 2 * LOOKED_AT ? text : `${text.slice(0, LOOKED_AT)}\n${text.slice(-LOOKED_AT)}`;

/** What a text is made of, by its lines. */
export function shapeOf(text: string): Shape {
  const characters = Object.fromEntries(LINE_KINDS.map((kind) => [kind, 0])) as Record<LineKind, number>;
  let lines = 0;
  let passages = 0;
  let turns = 0;
  let timed = 0;
  const speakers = new Set<string>();
  const openings = new Map<string, number>();
  let sentences = 0;
  for (const line of sampled(text).split('\n')) {
    if (line.trim() === '') continue;
    const kind = kindOf(line);
    lines += 1;
    if (documentHeader(line) > 0 || DOCUMENT_TAG.test(line)) passages += 1;
    characters[kind] += line.length;
    if (kind === 'turn') {
      turns += 1;
      timed += Number(/^\W*\d/u.test(line));
      speakers.add(/^[^:：]*[:：]/u.exec(line.replace(/^\W*[\d:./, apm-]+\]?/u, ''))?.[0] ?? '');
    }
    for (const sentence of line.slice(0, 20_000).split(/[.!?。！？]\s*/u)) {
      const opening = skeleton(sentence);
      if (opening === '') continue;
      sentences += 1;
      openings.set(opening, (openings.get(opening) ?? 0) + 1);
    }
  }
  // A title with a colon is no speaker.
  if (turns < LEAST_TURNS) {
    characters.prose += characters.turn;
    characters.turn = 0;
  }
  const total = Math.max(
    1,
    Object.values(characters).reduce((sum, count) => sum + count, 0),
  );
  const share = Object.fromEntries(LINE_KINDS.map((kind) => [kind, characters[kind] / total]));
  const most = Math.max(0, ...openings.values());
  return {
    share: share as Record<LineKind, number>,
    lines,
    passages,
    speakers: speakers.size,
    timed: turns === 0 ? 0 : timed / turns,
    alike: most < LEAST_ALIKE ? 0 : most / sentences,
  };
}

/** Fewer lines with a name and a colon are no conversation. */
const LEAST_TURNS = 5;

/** Sentences that begin alike are records from this many on. */
const LEAST_ALIKE = 6;

/** The first words of a sentence without what differs from record to record: names, numbers. */
function skeleton(sentence: string): string {
  const words = sentence.slice(0, 120).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length < 4) return '';
  const common = words.filter((word, at) => (at === 0 || !/^\p{Lu}/u.test(word)) && !/\p{N}/u.test(word));
  return common.length < 3 ? '' : common.slice(0, 4).join(' ');
}
