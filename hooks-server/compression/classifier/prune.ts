import { countAll, type JobResult } from '../job.js';
import { layOut } from '../prompt.js';
import type { TokenCounter } from '../tokens/counter.js';
import type { TokenClassifier } from './token-classifier.js';
import { wordsOf, type ClassifiedWord } from './words.js';

/** A dropped word takes its blanks along, but never a line break. */
const blanksLeft = (piece: string) => piece.slice(piece.trimEnd().length).replace(/[^\n]/gu, '');

/** The words to drop: the least likely ones, until the share is met; forced ones never. */
function droppedWords(
  words: readonly ClassifiedWord[],
  probabilities: readonly number[],
  keep: number,
): Set<ClassifiedWord> {
  const free = words.flatMap((word, at) =>
    word.forced ? [] : [{ word, at, probability: probabilities[at] ?? 1 }],
  );
  free.sort((a, b) => a.probability - b.probability || a.at - b.at);
  return new Set(free.slice(0, Math.floor(words.length * (1 - keep))).map(({ word }) => word));
}

/** text[start, end) without the dropped words, which are in ascending order. */
function without(text: string, start: number, end: number, dropped: ReadonlySet<ClassifiedWord>): string {
  let result = '';
  let at = start;
  for (const word of dropped) {
    if (word.start < start || word.end > end) continue;
    result += text.slice(at, word.start) + blanksLeft(text.slice(word.start, word.end));
    at = word.end;
  }
  return result + text.slice(at, end);
}

/**
 * Drops single words from what the extraction left, down to `keep` (0 to 1) of them: those that a classifier finds
 * least worth keeping. Only sentences of the context are touched; question, instruction, code, tables, JSON and logs
 * stay, as do digits, negations, names and quotes. The result is never longer than what came in.
 */
export async function pruneWords(
  result: JobResult,
  keep: number,
  classifier: TokenClassifier,
  counter: TokenCounter,
): Promise<JobResult> {
  if (result.reason !== 'compressed') return result;
  const { text, units, parts } = layOut(result.texts);
  const words = units
    .filter(({ kind }) => kind === 'sentence')
    .flatMap(({ start, end }) => wordsOf(text, start, end));
  const spelled = words.map(({ start, end }) => text.slice(start, end).trim());
  const least = droppedWords(words, await classifier.keepProbabilities(spelled), keep);
  const dropped = new Set(words.filter((word) => least.has(word)));
  const texts = parts.map(({ start, end }) => without(text, start, end, dropped));
  const compressedTokens = countAll(counter, texts);
  return compressedTokens < result.compressedTokens ? { ...result, texts, compressedTokens } : result;
}
