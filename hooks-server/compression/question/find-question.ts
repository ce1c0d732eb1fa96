import type { TextRange } from '../text/fences.js';
import { documentHeader } from '../text/lines.js';
import { closingTagStart, endsAsQuestion, instructs, opensAsQuestion, type Section } from './markers.js';
import { readParagraphs, type Paragraph } from './paragraphs.js';

/** A prompt taken apart. Everything outside `context` stays verbatim. */
export interface PromptParts {
  /** What the sentences are scored against; empty when the prompt asks nothing. */
  readonly question: string;
  /** What may be cut, in order, not overlapping. */
  readonly context: readonly TextRange[];
}

/** A question or instruction without a marker is at most this long (characters): longer ones are rather context. */
const LONGEST_QUESTION = 700;
const LONGEST_INSTRUCTION = 900;

/** Only this much at each end of a long context is looked at for a question inside a paragraph. */
const EDGE = 2_000;

/**
 * Gives the paragraphs under a marker its section. A heading or tag, and a label with nothing after it, holds until
 * the next marker or its closing tag; a label with text on its line holds for its own paragraph, except for context.
 */
function markSections(paragraphs: readonly Paragraph[]): void {
  let open: { section: Section; tag?: string } | undefined;
  for (const paragraph of paragraphs) {
    const { marker } = paragraph;
    const closesHere = open?.tag !== undefined && paragraph.text.includes(`</${open.tag}>`);
    if (marker) {
      paragraph.section = marker.section;
      const tag = marker.form === 'tag' ? /<([\w-]+)/.exec(paragraph.text)?.[1] : undefined;
      const rest = paragraph.text.slice(marker.length).trim();
      const closed = tag !== undefined && paragraph.text.includes(`</${tag}>`);
      const holds = !closed && (marker.form !== 'label' || rest === '' || marker.section === 'context');
      open = holds ? { section: marker.section, ...(tag === undefined ? {} : { tag }) } : undefined;
    } else if (open) {
      paragraph.section = open.section;
      if (closesHere) open = undefined;
    }
  }
}

/** How much a paragraph at an end of the prompt looks like its question; 0 for not at all. */
function questionLikeness(paragraph: Paragraph | undefined, isLast: boolean): number {
  if (paragraph === undefined || paragraph.section !== 'unknown') return 0;
  return likenessOf(paragraph.text.trim(), isLast);
}

function likenessOf(text: string, isLast: boolean): number {
  if (text.length > LONGEST_QUESTION) return 0;
  const lines = text.split('\n').length;
  let likeness = 0;
  if (endsAsQuestion(text)) likeness += 3;
  if (opensAsQuestion(text)) likeness += 2;
  if (/[?？؟]/u.test(text)) likeness += 1;
  if (instructs(text.slice(0, 120))) likeness += 1;
  if (isLast) likeness += lines === 1 ? 1 : 0.5;
  // Search words and other fragments: a line of its own without a full stop. At the start it could be a title, and
  // has to open like a question.
  const fragment = lines === 1 && text.length < 250 && !/[.。:：]["'”’)\]]*$/u.test(text);
  if (fragment && (isLast || opensAsQuestion(text))) likeness += 1;
  if (documentHeader(text) > 0) return 0;
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  // A question below a paragraph of text is cut off it later.
  if (isLast && lines > 1 && text.length > 250 && endsAsQuestion(lastLine)) return 0;
  // Nothing but a statement: part of the context, however short.
  if (likeness < 2 && text.length > 60) return 0;
  if (lines > 6 || /^\s*[{[<|]/.test(text)) likeness -= 2;
  return likeness;
}

function isInstruction(paragraph: Paragraph): boolean {
  const text = paragraph.text.trim();
  if (text.length > LONGEST_INSTRUCTION || paragraph.section !== 'unknown') return false;
  if (documentHeader(text) > 0) return false;
  return (
    instructs(text.length < 160 ? text : text.slice(0, 100)) &&
    (text.length < 300 || /[:：]$/.test(text) || opensAsQuestion(text))
  );
}

/** Marks the unmarked paragraphs at both ends that are question or instruction. */
function markEnds(paragraphs: readonly Paragraph[]): void {
  const first = paragraphs[0];
  const last = paragraphs.at(-1);
  const lastScore = paragraphs.length > 1 ? questionLikeness(last, true) : 0;
  const firstScore = paragraphs.length > 1 ? questionLikeness(first, false) : 0;
  const named = paragraphs.some(isQuestion);
  // Whatever else asks: what a prompt ends with as a question is one.
  if (last && lastScore > 0 && endsAsQuestion(last.text.trim())) last.section = 'question';
  if (!named && last && lastScore >= 2 && lastScore >= firstScore - 2) last.section = 'question';
  if (!named && first && firstScore >= (last?.section === 'question' ? 5 : 3)) first.section = 'question';
  if (first && isInstruction(first)) first.section = 'instruction';
  if (last && isInstruction(last)) last.section = 'instruction';
  const second = paragraphs.at(-2);
  if (last && second && last.section === 'instruction' && questionLikeness(second, true) >= 3)
    second.section = 'question';
  if (last && firstScore < 3 && !paragraphs.some(isQuestion) && asksBelowContext(last))
    last.section = 'question';
}

const isQuestion = ({ section }: Paragraph): boolean => section === 'question';

/** Whether a paragraph that would belong to the context above it is the question: `Context:`, documents, and what is asked. */
function asksBelowContext({ section, marker, text }: Paragraph): boolean {
  if (section !== 'context' || marker !== undefined) return false;
  const trimmed = text.trim();
  return (endsAsQuestion(trimmed) || opensAsQuestion(trimmed)) && likenessOf(trimmed, true) >= 3;
}

/** A list of questions at the end may have this many characters, or it is rather content. */
const LONGEST_LIST = 4_000;

const asks = (text: string): boolean =>
  text.length <= LONGEST_QUESTION && endsAsQuestion(text) && documentHeader(text) === 0;

/**
 * Marks the questions straight above the last one, each a paragraph of its own. Above a marker none is looked for: what
 * stands there belongs to another part of the prompt.
 */
function withQuestionsAbove(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const last = paragraphs.findLastIndex(isQuestion);
  const ends = paragraphs
    .slice(last + 1)
    .every(({ section }) => section === 'instruction' || section === 'answer');
  if (last < 0 || !ends || paragraphs[last]?.marker) return paragraphs;
  let at = last - 1;
  const from = (paragraphs[last]?.end ?? 0) - LONGEST_LIST;
  for (let above = paragraphs[at]; above && above.start >= from; above = paragraphs[at]) {
    const free = above.section === 'unknown' || above.section === 'context';
    if (above.marker || !(isQuestion(above) || (free && asks(above.text.trim())))) break;
    above.section = 'question';
    at -= 1;
  }
  return paragraphs;
}

/** Parts a paragraph in two at `at` and calls one of them the question. */
function cutAt(
  paragraphs: readonly Paragraph[],
  paragraph: Paragraph,
  at: number,
  which: 'head' | 'tail',
): Paragraph[] {
  const { start, end, text, marker } = paragraph;
  const middle = at - start;
  const section = (piece: 'head' | 'tail') => (piece === which ? 'question' : 'unknown');
  const head: Paragraph = { start, end: at, text: text.slice(0, middle), marker, section: section('head') };
  const tail: Paragraph = { start: at, end, text: text.slice(middle), section: section('tail') };
  return paragraphs.flatMap((other) => (other === paragraph ? [head, tail] : [other]));
}

const LAST_QUESTION = /(?:[.!?]["'”’)\]]*\s+|[。！？]["'”’」）]*|\n)(?=[^.!?。！？\n]*[?？؟]["'”’)\]]*$)/u;
const FIRST_QUESTION = /^[^.!?。！？\n]{8,400}[?？؟]["'”’)\]]*\s*/u;

/** Where the lines begin that are questions and end with the one at `line`. */
function firstOfLines(text: string, line: number): number {
  let first = line;
  while (first > 0 && text.length - first < LONGEST_LIST) {
    const above = text.lastIndexOf('\n', first - 2) + 1;
    if (!asks(text.slice(above, first).trim())) break;
    first = above;
  }
  return first;
}

/** Where the question starts that a paragraph ends with: its last line, or its last sentence with a question mark. */
function questionAtEnd(paragraph: Paragraph): number | undefined {
  const trimmed = paragraph.text.trimEnd();
  const line = trimmed.lastIndexOf('\n') + 1;
  const tail = trimmed.slice(line);
  if (line > 0 && tail.length < LONGEST_QUESTION && (endsAsQuestion(tail) || opensAsQuestion(tail)))
    return firstOfLines(trimmed, line);
  if (!endsAsQuestion(trimmed)) return undefined;
  const edge = Math.max(0, trimmed.length - EDGE);
  const sentence = LAST_QUESTION.exec(trimmed.slice(edge));
  return sentence === null ? undefined : edge + sentence.index + sentence[0].length;
}

/** Where the question ends that a paragraph starts with: its first line, or its first sentence with a question mark. */
function questionAtStart({ text }: Paragraph): number | undefined {
  const feed = text.indexOf('\n');
  const head = feed < 0 ? '' : text.slice(0, feed);
  const announces = /[:：]\s*$/u.test(head) && instructs(head);
  if (head !== '' && head.length < LONGEST_QUESTION && (endsAsQuestion(head) || announces)) return feed + 1;
  const length = FIRST_QUESTION.exec(text.slice(0, EDGE))?.[0].length ?? 0;
  return length > 0 && length < text.length ? length : undefined;
}

/** Looks for a question inside the last paragraph, then inside the first. */
function questionInside(paragraphs: Paragraph[]): Paragraph[] {
  const last = paragraphs.at(-1);
  if (last && (last.section === 'unknown' || last.section === 'context')) {
    const at = questionAtEnd(last);
    // Nothing but questions, and too many lines of them to be taken for one.
    if (at === 0) last.section = 'question';
    if (at !== undefined) return at === 0 ? paragraphs : cutAt(paragraphs, last, last.start + at, 'tail');
  }
  const first = paragraphs[0];
  if (first?.section === 'unknown') {
    const at = questionAtStart(first);
    if (at !== undefined) return cutAt(paragraphs, first, first.start + at, 'head');
  }
  return paragraphs;
}

function questionText(paragraphs: readonly Paragraph[]): string {
  const named = paragraphs.filter(({ section }) => section === 'question');
  const asked = named.length > 0 ? named : paragraphs.filter(({ section }) => section === 'instruction');
  const words = asked.map(({ text, marker }) =>
    text.slice(marker?.length ?? 0, closingTagStart(text)).trim(),
  );
  return words.join('\n');
}

/** The opening label or tag of a context section stays, so that the prompt keeps its shape. */
function contextStretch(paragraph: Paragraph): TextRange {
  return { start: paragraph.start + (paragraph.marker?.length ?? 0), end: paragraph.end };
}

function merge(stretches: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    if (last?.end === stretch.start) merged[merged.length - 1] = { start: last.start, end: stretch.end };
    else merged.push(stretch);
  }
  return merged;
}

/** Leaves the tags around a section outside of it: they are the prompt's form, and no sentence has to lead past them. */
function withoutTags(text: string, { start, end }: TextRange): TextRange {
  const inner = text.slice(start, end);
  const length = closingTagStart(inner);
  if (length === inner.length) return { start, end };
  return { start: start + inner.search(/\S|$/), end: start + length };
}

function withSections(paragraphs: Paragraph[]): readonly Paragraph[] {
  markSections(paragraphs);
  markEnds(paragraphs);
  const last = paragraphs.at(-1);
  const endsAsking = last?.section === 'unknown' && endsAsQuestion(last.text.trimEnd());
  const asked = paragraphs.some(isQuestion) && !endsAsking;
  return withQuestionsAbove(asked ? paragraphs : questionInside(paragraphs));
}

/**
 * Takes a prompt apart into what is asked and what it is asked about: by marker (labels, Markdown headings, XML-like
 * tags), by place (first and last paragraph), by form (question marks, question words, orders), in several languages.
 */
export function findQuestion(text: string): PromptParts {
  const { near, all } = readParagraphs(text);
  const found = near && withSections(near);
  const paragraphs = found?.some(isQuestion) ? found : withSections(all());
  const context = paragraphs.filter(({ section }) => section === 'unknown' || section === 'context');
  const stretches = merge(context.map(contextStretch))
    .map((stretch) => withoutTags(text, stretch))
    .filter(({ start, end }) => start < end);
  return { question: questionText(paragraphs), context: stretches };
}
