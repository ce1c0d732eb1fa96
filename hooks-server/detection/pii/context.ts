/** How far before and after a value its context words are looked for, in UTF-16 units. */
const before = 64;
const after = 24;

/** The lower-cased surroundings of a span: what stands before it, and what follows. */
export interface Surroundings {
  readonly left: string;
  readonly right: string;
}

/** Cuts the surroundings of [start, end) out of `text`. */
export function surroundings(text: string, start: number, end: number): Surroundings {
  return {
    left: text.slice(Math.max(0, start - before), start).toLowerCase(),
    right: text.slice(end, end + after).toLowerCase(),
  };
}

/** Whether a context word stands before the value, or within a few words after it. */
export function hasContext(around: Surroundings, words: RegExp): boolean {
  return words.test(around.left) || words.test(around.right);
}

/** Words that give a number another meaning: it is then personal data only where its own context word stands too. */
export const otherMeaning =
  /\b(?:order|ticket|invoice|tracking|part|build|version|release|chapter|section|sku|isbn|issn|request|commit|row|rows|line|port|pid|model|serial|item|article|case|bug|issue|pr|page|pages|figure|table|step|batch|lot|snowflake|channel|message|timestamp|epoch|unix|hash|digest|sha\d*|md5|id|uid|gid|lat|lon|longitude|latitude|coordinates|scores?|version|rev|revision|bump|reference|ref|pi|bytes|mem)\b[^.!?\n]{0,16}$/;

/** The same words without those that also name an identifier itself: a passport has an id and a serial number. */
const foreignMeaning = new RegExp(
  otherMeaning.source.replace(/\|(?:id|uid|serial|reference|ref)(?=\|)/g, ''),
);

/** Whether a word of another meaning stands nearer before a number than any of its own: "passport renewal, ticket 123". */
export function meansOther({ left }: Surroundings, words: RegExp): boolean {
  const other = foreignMeaning.exec(left);
  return other !== null && !words.test(left.slice(other.index));
}

/** Whether eight digits are a day of a calendar, year first, as logs and file names write it. */
export function isCalendarDate(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}
