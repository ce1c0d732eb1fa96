/** A word with the blanks after it. */
export interface ClassifiedWord {
  readonly start: number;
  readonly end: number;
  /** Stays whatever the classifier says. */
  readonly forced: boolean;
}

/** Words that turn a statement round, several languages. */
const NEGATION =
  /^(?:no|not|never|none|nor|neither|nobody|nothing|nowhere|without|except|unless|only|cannot|\p{L}+n['’]t|nicht|kein\p{L}*|nie|niemals|ohne|weder|nur|sin|nunca|jamás|nadie|nada|ni|ne|pas|jamais|sans|aucun\p{L}*|rien|non|mai|senza|não|sem|niet|geen|nooit|не|нет|ни|никогда|без)$/iu;

/** Scripts without blanks between words: their sentences are left as they are. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Double quotes and inline code, opened and closed within one sentence. */
const QUOTED = /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|„[^“\n]*“|`[^`\n]*`/gu;

/** Whether a word stays by its own form: digits, negations, names (a capital anywhere), links, and cut marks. */
export function isForcedWord(word: string): boolean {
  const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return /[\p{N}\p{Lu}]|:\/\/|\[…/u.test(word) || NEGATION.test(bare) || UNSPACED.test(word);
}

/** The words of text[start, end), with those marked that stay: forced ones, and all within quotes. */
export function wordsOf(text: string, start: number, end: number): ClassifiedWord[] {
  const sentence = text.slice(start, end);
  const quotes = [...sentence.matchAll(QUOTED)].map((match) => [match.index, match.index + match[0].length]);
  return [...sentence.matchAll(/\S+\s*/gu)].map((match) => {
    const from = match.index;
    const to = from + match[0].length;
    const quoted = quotes.some(([open = 0, close = 0]) => from < close && to > open);
    return { start: start + from, end: start + to, forced: quoted || isForcedWord(match[0].trim()) };
  });
}
