import { normaliseUnicode } from '../unicode.js';
import type { Embedder } from '../vectors/embedding.js';
import { cosineOf } from '../vectors/cosine.js';

/** Characters of an answer that an embedder of 256 tokens reads in full. */
const EMBEDDED_CHARACTERS = 800;
/** Answers up to this length stand or fall with their numbers. */
const SHORT_ANSWER = 200;
/** Share of common words from which answers count as the same when they cannot be embedded. */
const WORD_OVERLAP = 0.5;

/**
 * Whether two answers to the same question say the same. Providers word an answer anew each time, so that equality is
 * too strict: equal once folded, or a cosine of at least `threshold` (with equal numbers when both are short). Without
 * an embedder, half of their words in common (Jaccard). An estimate of false hits inherits the errors of this rule.
 */
export async function sameAnswer(
  a: string,
  b: string,
  { embedder, threshold }: { embedder?: Embedder | undefined; threshold: number },
): Promise<boolean> {
  const [left, right] = [fold(a), fold(b)];
  if (left === right) return true;
  const short = Math.max(left.length, right.length) <= SHORT_ANSWER;
  if (short && numbers(left) !== numbers(right)) return false;
  const vectors = await embed(embedder, [a, b]);
  return vectors === undefined ? overlap(left, right) >= WORD_OVERLAP : cosineOf(...vectors) >= threshold;
}

async function embed(
  embedder: Embedder | undefined,
  texts: readonly [string, string],
): Promise<[Float32Array, Float32Array] | undefined> {
  try {
    const [a, b] = (await embedder?.embed(texts.map((text) => text.slice(0, EMBEDDED_CHARACTERS)))) ?? [];
    return a && b && [a.vector, b.vector];
  } catch {
    return undefined;
  }
}

function fold(text: string): string {
  return words(text).join(' ');
}

function words(text: string): string[] {
  return (
    normaliseUnicode(text, 'NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function numbers(text: string): string {
  return (text.match(/\p{N}+/gu) ?? []).sort().join(' ');
}

function overlap(a: string, b: string): number {
  const [left, right] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const common = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - common;
  return all === 0 ? 0 : common / all;
}
