/** Ends of sentences in the scripts that have their own, beside `.`, `!` and `?`. */
const TERMINATOR = /[.!?…]+|[。！？｡．؟۔।॥։።။།៖។]+/gu;

/** Full-width and other stops that end a sentence with no blank after them. */
const HARD_STOP = /[。！？｡।॥។။།]/u;

/** Quotes and brackets that may close after a stop and still belong to the sentence. */
const CLOSERS = /["'”’»›」』）】》)\]]*/uy;

/** A footnote mark straight after the stop (`text.[12] Next`) belongs to the sentence too. */
const FOOTNOTE = /(?:\[[^\]\s]{1,24}\])*/uy;

const BLANKS = /\p{White_Space}*/uy;

/** Words before a full stop that rarely end a sentence, in lower case: titles, references and their kind, several languages. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof sr jr st gen col capt lt sgt rev hon gov sen rep pres vs etc cf approx est inc ltd corp no nos vol fig eq sec ch pp ed eds ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e a.m p.m u.s u.k d.c ' +
    'bzw ca usw nr str hr fr abs art z.b d.h u.a o.ä evtl ggf inkl geb ' +
    'sra dra ud uds pág núm ee av mme mlle т.е т.д т.п др г гг им ул см стр'
  ).split(' '),
);

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function isAbbreviation(text: string, from: number, stop: number): boolean {
  const before = /[\p{L}\p{M}.]{1,6}$/u.exec(text.slice(Math.max(from, stop - 7), stop))?.[0];
  if (before === undefined) return false;
  if (/^\p{L}$/u.test(before)) return true;
  return ABBREVIATIONS.has(before.toLowerCase()) || /^(?:\p{L}\.)+\p{L}$/u.test(before);
}

/** Whether the stop at [stop, afterStop) ends a sentence, seen from what stands around it. */
function endsSentence(
  text: string,
  from: number,
  stop: number,
  afterStop: number,
  next: number,
  end: number,
): boolean {
  if (next >= end) return true;
  if (HARD_STOP.test(text.charAt(stop))) return true;
  if (next === afterStop) return false;
  if (/^[\p{Ll},;:]/u.test(text.slice(next, next + 2))) return false;
  if (text.charAt(stop) !== '.' || afterStop - stop > 2) return true;
  if (isAbbreviation(text, from, stop)) return false;
  // German and Russian ordinals and dates: "15. August".
  return !/(?:^|[\s(])\d{1,2}$/.test(text.slice(Math.max(from, stop - 4), stop));
}

/**
 * The ends of the sentences in text[start, end), ascending; the last one is `end`. Trailing blanks belong to the
 * sentence before them. Nothing is cut inside a number, an abbreviation, a URL or inline code.
 */
export function sentenceEnds(text: string, start: number, end: number): number[] {
  // On a slice, so that no search runs past the end: a text without stops stays linear.
  return endsIn(text.slice(start, end)).map((at) => at + start);
}

function endsIn(text: string): number[] {
  const ends: number[] = [];
  let from = 0;
  TERMINATOR.lastIndex = 0;
  for (let match = TERMINATOR.exec(text); match !== null; match = TERMINATOR.exec(text)) {
    const afterStop = matchAt(FOOTNOTE, text, matchAt(CLOSERS, text, TERMINATOR.lastIndex));
    // Stops inside footnote marks end no sentence, and each would have all the marks after it read again.
    TERMINATOR.lastIndex = afterStop;
    const next = matchAt(BLANKS, text, afterStop);
    if (!endsSentence(text, from, match.index, afterStop, next, text.length)) continue;
    if (insideInlineCode(text, from, match.index)) continue;
    ends.push(next);
    from = next;
    TERMINATOR.lastIndex = next;
  }
  if (from < text.length) ends.push(text.length);
  return ends;
}

/** Whether an odd number of backticks stands between the sentence's start and the stop (looked at over 200 characters). */
function insideInlineCode(text: string, from: number, stop: number): boolean {
  let open = false;
  for (let at = Math.max(from, stop - 200); at < stop; at += 1)
    if (text.charCodeAt(at) === 0x60) open = !open;
  return open;
}
