import { scoreUnits } from './extraction/score.js';
import { DEFAULT_WEIGHTS } from './extraction/weights.js';
import { fitToRate } from './fit.js';
import { countAll, unchanged, type CompressionJob, type JobResult, type Original } from './job.js';
import { compressLongTexts, tokensPerCharacter } from './long-texts.js';
import { compressLosslessly } from './lossless.js';
import { layOut } from './prompt.js';
import type { CompressionReason } from './result.js';
import { hasPassages } from './text/passages.js';
import type { Unit } from './text/unit.js';
import type { TokenCounter } from './tokens/counter.js';

/** Tokens are at least this many characters long on average in any text that is worth an estimate (CJK: about 1). */
const SHORTEST_TOKEN = 0.8;

function lossless(
  job: CompressionJob,
  counter: TokenCounter,
  original: Original,
  reason: CompressionReason,
): JobResult {
  const texts = job.texts.map(compressLosslessly);
  const compressedTokens = countAll(counter, texts);
  if (compressedTokens >= original.originalTokens) return unchanged(job, original, reason);
  return { ...original, texts, compressedTokens, reason };
}

/** Tokens of each unit; what lies between two units (commas, verbatim text) is in none. */
function unitTokens(text: string, units: readonly Unit[], counter: TokenCounter): Uint32Array {
  const ends = units.flatMap(({ start, end }) => [start, end]);
  const stretches = counter.countStretches(text.slice(0, ends.at(-1)), ends);
  return stretches.filter((_, index) => index % 2 === 1);
}

/**
 * Compresses the texts of one message to a share of their tokens: question and instruction verbatim, whole sentences
 * of the rest in their order and bytes, a mark at every cut. Where the question does not tell what matters, only
 * lossless steps are taken. Pure: the same job gives the same bytes.
 */
export function compressTexts(job: CompressionJob, counter: TokenCounter): JobResult {
  const characters = job.texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > job.prefilterTokens * SHORTEST_TOKEN) {
    const rate = tokensPerCharacter(job.texts.join('\n'), counter);
    if (characters * rate > job.prefilterTokens) return compressLongTexts(job, rate, counter);
  }
  const originalTokens = countAll(counter, job.texts);
  const plain = { originalTokens, profile: job.rates.plain.profile, exact: true };
  if (originalTokens < job.minimumTokens) return unchanged(job, plain, 'below_minimum');
  if (job.expired?.()) return unchanged(job, plain, 'deadline');
  return compressShortTexts(job, originalTokens, counter);
}

function compressShortTexts(job: CompressionJob, originalTokens: number, counter: TokenCounter): JobResult {
  const prompt = layOut(job.texts);
  const { profile, keep } = hasPassages(prompt.text, prompt.units) ? job.rates.passages : job.rates.plain;
  const original = { originalTokens, profile, exact: true };
  if (prompt.question.trim() === '') return lossless(job, counter, original, 'no_question');
  if (prompt.units.length === 0) return unchanged(job, original, 'incompressible');
  const weights = job.weights ?? DEFAULT_WEIGHTS;
  const scored = scoreUnits(prompt.text, prompt.units, prompt.question, weights);
  if (scored.queryMatch < job.minimumQueryMatch) return lossless(job, counter, original, 'low_query_match');
  if (job.expired?.()) return unchanged(job, original, 'deadline');
  const tokens = unitTokens(prompt.text, prompt.units, counter);
  const contextTokens = tokens.reduce((sum, count) => sum + count, 0);
  const fitted = fitToRate({ prompt, scored, weights, tokens, originalTokens, contextTokens, keep }, counter);
  if (fitted.tokens >= originalTokens) return unchanged(job, original, 'incompressible');
  return { ...original, texts: fitted.texts, compressedTokens: fitted.tokens, reason: 'compressed' };
}
