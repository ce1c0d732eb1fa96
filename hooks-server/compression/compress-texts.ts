import { scoreUnits } from './extraction/score.js';
import { DEFAULT_WEIGHTS } from './extraction/weights.js';
import { fitToRate } from './fit.js';
import { countAll, unchanged, type CompressionJob, type JobResult, type Original } from './job.js';
import { compressLongTexts, tokensPerCharacter } from './long-texts.js';
import { layOut, type Prompt } from './prompt.js';
import { decideTask } from './task/decide.js';
import { rateFor } from './rate.js';
import type { TokenCounter } from './tokens/counter.js';

/** Tokens are at least this many characters long on average in any text that is worth an estimate (CJK: about 1). */
const SHORTEST_TOKEN = 0.8;

/** Tokens of each unit, and of the whole: what lies between two units (commas, verbatim text) is in none. */
function countUnits(job: CompressionJob, { text, units }: Prompt, counter: TokenCounter) {
  const ends = units.flatMap(({ start, end }) => [start, end]);
  const stretches = counter.countStretches(text, [...ends, text.length]);
  const tokens = stretches.filter((_, index) => index % 2 === 1);
  // Several texts are counted each on its own, as the model gets them: without the seams that are between them here.
  const total = job.texts.length === 1 ? sumOf(stretches) : countAll(counter, job.texts);
  return { tokens, total };
}

const sumOf = (counts: Uint32Array) => counts.reduce((sum, count) => sum + count, 0);

/**
 * Compresses the texts of one message to a share of their tokens: question and instruction verbatim, whole units of the
 * rest in their order and bytes, a mark at every cut. What is not for certain a look-up is left alone. Pure: the same
 * job gives the same bytes.
 */
export function compressTexts(job: CompressionJob, counter: TokenCounter): JobResult {
  const characters = job.texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > job.prefilterTokens * SHORTEST_TOKEN) {
    const rate = tokensPerCharacter(job.texts.join('\n'), counter);
    if (characters * rate > job.prefilterTokens) return compressLongTexts(job, rate, counter);
  }
  return compressShortTexts(job, counter);
}

/** Of a longer meeting (tokens) too many of the turns that matter would go: nothing is cut. */
const LONGEST_MEETING = 3_000;

function compressShortTexts(job: CompressionJob, counter: TokenCounter): JobResult {
  const plain = job.rates.plain.profile;
  const prompt = layOut(job.texts);
  const { tokens, total: originalTokens } = countUnits(job, prompt, counter);
  if (originalTokens < job.minimumTokens)
    return unchanged(job, { originalTokens, profile: plain, exact: true }, 'below_minimum');
  const { task, anchors, structured, meeting } = decideTask(prompt.text, prompt.question, prompt.context);
  const { profile, keep } = rateFor(job, prompt, structured);
  const original: Original = { originalTokens, profile, exact: true, task };
  if (task !== 'lookup') return unchanged(job, original, 'not_a_lookup');
  if (meeting && originalTokens > LONGEST_MEETING) return unchanged(job, original, 'incompressible');
  if (job.expired?.()) return unchanged(job, original, 'deadline');
  if (prompt.question.trim() === '') return unchanged(job, original, 'no_question');
  if (prompt.units.length === 0) return unchanged(job, original, 'incompressible');
  const weights = job.weights ?? DEFAULT_WEIGHTS;
  const scored = scoreUnits(prompt.text, prompt.units, prompt.question, weights);
  if (scored.queryMatch < job.minimumQueryMatch) return unchanged(job, original, 'low_query_match');
  if (job.expired?.()) return unchanged(job, original, 'deadline');
  const contextTokens = sumOf(tokens);
  const fitted = fitToRate(
    { prompt, scored, weights, tokens, originalTokens, contextTokens, keep, anchors },
    counter,
  );
  if (fitted === undefined || fitted.tokens >= originalTokens)
    return unchanged(job, original, 'incompressible');
  return { ...original, texts: fitted.texts, compressedTokens: fitted.tokens, reason: 'compressed' };
}
