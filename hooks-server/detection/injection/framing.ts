/** A part of a text, in UTF-16 offsets. */
export interface Passage {
  readonly start: number;
  readonly end: number;
}

/** How far an opening or a closing mark may stand, and how far around the marks it is read what the quotation is for. */
const REACH = 600;
const AROUND = 240;

/** Opening and closing marks of quotations; the longer ones first, as they begin like the others. */
const MARKS: readonly (readonly [string, string])[] = [
  ['"""', '"""'],
  ['```', '```'],
  ['<<<', '>>>'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['"', '"'],
  ['`', '`'],
  ["'", "'"],
];

/** A program that tests, lists or looks for such texts. */
const IN_PROGRAMS =
  /\b(?:expect|assert\w*|it|test|describe)\s?\(|\bassert\b|\bdef test_|\b(?:re\.compile|new RegExp|re\.search|includes|contains|matches)\(|\.lower\(\)|INSERT INTO|(?:block|deny|ban|trigger|pattern|keyword|signature|marker|phrase|suspicious|attack|payload|sample|jailbreak)\w*["']?\s?(?:[:=]|\bin\b)|\b(?:label|verdict|expected|is_attack|flagged|blocked)\b["']?\s?[:=|]|==/i;
/** A text on attacks: a lesson, a report, a paper, a rule of a guard, a question about them. */
const IN_PROSE =
  /\b(?:attack(?:s|er|ers)?|injection|inject(?:ed|s)|jailbreak(?:s|ing)?|payloads?|malicious|adversarial|phishing|red[- ]team\w*|vulnerab\w*|exploit\w*|incident|post-mortem|mitigat\w*|classic example|treated as data|blocked|rejected|flagged|detected|quarantined|bugs?|crash(?:es|ed)|unit tests?|guard(?:rails?)?|what it means|(?:somebody|someone|users?|customers?|people|attackers?|who) (?:writes?|wrote|types?|typed|enter(?:s|ed))|prompt[- ]leak\w*|angriff\w*|attaques?|ataques?|attacc\w*|aanval\w*|атак\w*)\b|注入|攻击|攻撃|공격|هجوم/iu;
/** Somebody wants to know what kind of text it is. */
const IN_QUESTIONS =
  /\b(?:classify|label|categori[sz]e|rate|judge|decide|tell me|determine|detect|is (?:it|this|the following)|klassifizier\w*|classe[rz]|clasifica\w*)\b.{0,120}\b(?:safe|unsafe|attack|harmful|harmless|toxic|spam|malicious|benign|injection|jailbreak|phishing|offensive|sicher|harmlos|seguro|sûr)\b/is;

/**
 * Whether a stretch of a text stands in a quotation that is talked about: in a test, a list of a guard, a lesson, a report, or
 * in a text that is to be classified. Marks alone do not make it so, nor do words alone. Bounded by a few hundred units.
 */
export function isTalkedAbout(text: string, { start, end }: Passage): boolean {
  const quotation = tableCell(text, start, end) ?? blockQuote(text, start, end) ?? marked(text, start, end);
  if (!quotation) return false;
  const before = text.slice(Math.max(0, quotation.start - AROUND), quotation.start);
  const after = text.slice(quotation.end, quotation.end + AROUND);
  const around = `${before} ${after}`;
  return IN_PROGRAMS.test(around) || IN_PROSE.test(around) || IN_QUESTIONS.test(before);
}

/** The narrowest quotation by marks around a stretch. */
function marked(text: string, start: number, end: number): Passage | undefined {
  const from = Math.max(0, start - REACH);
  const left = text.slice(from, start + 3);
  const right = text.slice(Math.max(start, end - 3), end + REACH);
  let best: Passage | undefined;
  for (const [open, close] of MARKS) {
    const opens = lastOpening(left, open);
    const closes = firstClosing(right, close);
    if (opens < 0 || closes < 0) continue;
    const found = { start: from + opens, end: Math.max(start, end - 3) + closes + close.length };
    if (!best || found.start > best.start) best = found;
  }
  return best;
}

/** The same mark opens and closes, so that what stands around it tells which it is. */
const BEFORE_OPENING = /[\s([{=:,;>|]/u;
const AFTER_CLOSING = /[^\p{L}\p{N}]/u;

/** The last mark that opens something. */
function lastOpening(left: string, mark: string): number {
  for (let at = left.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : left.lastIndexOf(mark, at - 1)) {
    const before = left[at - 1];
    const isPlain = mark === '"' || mark === "'" || mark === '`';
    if (!isPlain || ((before === undefined || BEFORE_OPENING.test(before)) && /\S/.test(left[at + 1] ?? 'a')))
      return at;
  }
  return -1;
}

function firstClosing(right: string, mark: string): number {
  for (let at = right.indexOf(mark); at >= 0; at = right.indexOf(mark, at + 1)) {
    const after = right[at + mark.length];
    if (after === undefined || AFTER_CLOSING.test(after)) return at;
  }
  return -1;
}

/** The lines that begin with `>` around a stretch. */
function blockQuote(text: string, start: number, end: number): Passage | undefined {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  if (!/^[ \t]{0,3}>(?!>) ?[^>]/.test(text.slice(from, from + 8))) return undefined;
  const to = text.indexOf('\n', end);
  return { start: from, end: to < 0 ? text.length : to };
}

/** The cell of a table around a stretch. */
function tableCell(text: string, start: number, end: number): Passage | undefined {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const opens = text.lastIndexOf('|', Math.max(0, start - 1));
  const closes = text.indexOf('|', end);
  const line = text.indexOf('\n', end);
  if (opens < from || closes < 0 || (line >= 0 && closes > line)) return undefined;
  return { start: opens, end: closes + 1 };
}
