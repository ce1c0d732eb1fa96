import { prefilterUnits } from './extraction/prefilter.js';
import { scoreUnits } from './extraction/score.js';
import { DEFAULT_WEIGHTS } from './extraction/weights.js';
import { fitToRate } from './fit.js';
import { unchanged, type CompressionJob, type JobResult, type Original } from './job.js';
import { decideTask } from './task/decide.js';
import { layOut, renderPrompt, type Prompt } from './prompt.js';
import { rateFor } from './rate.js';
import type { TokenCounter } from './tokens/counter.js';

/** Slices of a long text that are counted, and their length in characters: 2 % of 100,000 tokens in half a millisecond. */
const SAMPLES = 16;
const SAMPLE_CHARACTERS = 1_000;

/** Sentences are chosen among this many times the tokens that are kept. */
const CHOICE = 1.4;

/** Tokens for each character of a text: counted when it is short, from evenly spaced slices when it is long. */
export function tokensPerCharacter(text: string, counter: TokenCounter): number {
  if (text.length <= SAMPLES * SAMPLE_CHARACTERS) return counter.count(text) / Math.max(1, text.length);
  const step = Math.floor(text.length / SAMPLES);
  let tokens = 0;
  for (let slice = 0; slice < SAMPLES; slice += 1) {
    tokens += counter.count(text.slice(slice * step, slice * step + SAMPLE_CHARACTERS));
  }
  return tokens / (SAMPLES * SAMPLE_CHARACTERS);
}

const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);

/** Counts only what is active; the rest gets its share by length. */
function tokensOfActive(
  { text, units }: Prompt,
  active: readonly boolean[],
  rate: number,
  counter: TokenCounter,
) {
  return Float64Array.from(units, ({ start, end }, at) =>
    active[at] ? counter.count(text.slice(start, end)) : (end - start) * rate,
  );
}

function sentencesOf(
  prompt: Prompt,
  active: readonly boolean[],
  rate: number,
  original: Original,
  keep: number,
  job: CompressionJob,
  counter: TokenCounter,
): JobResult {
  const weights = job.weights ?? DEFAULT_WEIGHTS;
  const scored = scoreUnits(prompt.text, prompt.units, prompt.question, weights, active);
  if (job.expired?.()) return unchanged(job, original, 'deadline');
  const tokens = tokensOfActive(prompt, active, rate, counter);
  const contextTokens = tokens.reduce((sum, count) => sum + count, 0);
  const { originalTokens } = original;
  const characters = lengthOf(job.texts);
  const fitted = fitToRate(
    { prompt, scored, weights, tokens, originalTokens, contextTokens, keep, anchors: [], active },
    counter,
  );
  // The original's tokens are an estimate: a result that is no shorter in characters is not trusted either.
  if (fitted === undefined || fitted.tokens >= originalTokens || lengthOf(fitted.texts) >= characters)
    return unchanged(job, original, 'incompressible');
  return { ...original, texts: fitted.texts, compressedTokens: fitted.tokens, reason: 'compressed' };
}

/**
 * Compresses a text above `prefilterTokens`: whole passages are chosen by one quick pass, and sentences within them
 * where what is left is short enough. Counts are estimates from samples (`exact` is false), within about 2 %.
 */
export function compressLongTexts(job: CompressionJob, rate: number, counter: TokenCounter): JobResult {
  const characters = lengthOf(job.texts);
  const prompt = layOut(job.texts);
  const { task, anchors, meeting, structured } = decideTask(prompt.text, prompt.question, prompt.context);
  const { profile, keep } = rateFor(job, prompt, structured);
  const original: Original = { originalTokens: Math.round(characters * rate), profile, exact: false, task };
  if (task !== 'lookup') return unchanged(job, original, 'not_a_lookup');
  // Which turns of a long meeting matter is not told by their words, and rows are not found by passages.
  if (meeting || anchors.length > 0) return unchanged(job, original, 'incompressible');
  if (prompt.question.trim() === '') return unchanged(job, original, 'no_question');
  if (job.expired?.()) return unchanged(job, original, 'deadline');
  const context = prompt.units.reduce((sum, { start, end }) => sum + end - start, 0);
  const wanted = Math.max(characters * keep - (characters - context), context * keep * 0.75);
  const fine = wanted * CHOICE * rate <= job.prefilterTokens;
  const { kept, matched } = prefilterUnits(
    prompt.text,
    prompt.units,
    prompt.question,
    fine ? wanted * CHOICE : wanted,
  );
  if (matched < job.minimumQueryMatch) return unchanged(job, original, 'low_query_match');
  if (job.expired?.()) return unchanged(job, original, 'deadline');
  if (fine) return sentencesOf(prompt, kept, rate, original, keep, job, counter);
  const texts = renderPrompt(prompt, kept);
  const compressedTokens = texts.reduce(
    (sum, text) => sum + Math.round(text.length * tokensPerCharacter(text, counter)),
    0,
  );
  if (compressedTokens >= original.originalTokens || lengthOf(texts) >= characters)
    return unchanged(job, original, 'incompressible');
  return { ...original, texts, compressedTokens, reason: 'compressed' };
}
