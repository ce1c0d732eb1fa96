import { renderUnits } from './extraction/render.js';
import { forcedUnits } from './extraction/protect.js';
import { scoreUnits, type ScoredUnits } from './extraction/score.js';
import { selectUnits, type SelectionInput } from './extraction/select.js';
import { DEFAULT_WEIGHTS, type ScoringWeights } from './extraction/weights.js';
import { compressLosslessly } from './lossless.js';
import { findQuestion, type Stretch } from './question/find-question.js';
import type { Rate } from './profile.js';
import type { CompressionReason } from './result.js';
import { segment } from './text/segment.js';
import { hasPassages } from './text/passages.js';
import type { Unit } from './text/unit.js';
import type { TokenCounter } from './tokens/counter.js';

/** The part of the work that needs nothing but computation: runs on the event loop or in a worker. */
export interface CompressionJob {
  /** The texts of one message, in order. */
  readonly texts: readonly string[];
  /** The rate for plain text, and that for text made of several passages or documents. */
  readonly rates: { readonly plain: Rate; readonly passages: Rate };
  readonly minimumTokens: number;
  readonly minimumQueryMatch: number;
  /** Above this many tokens passages are chosen before sentences. */
  readonly prefilterTokens: number;
  /** Asked between the stages; true gives the job up. */
  readonly expired?: () => boolean;
  readonly weights?: ScoringWeights;
}

export interface JobResult {
  /** One for each text of the job; the same strings where nothing changed. */
  readonly texts: readonly string[];
  readonly originalTokens: number;
  readonly compressedTokens: number;
  readonly reason: CompressionReason;
  /** The profile whose rate was used. */
  readonly profile: string;
}

/** Between two texts of a message: what makes them paragraphs of one prompt. Never part of the result. */
const SEAM = '\n\n';

/** However much of a message is question and instruction, its context keeps at least this part of its share. */
const LEAST_CONTEXT_SHARE = 0.75;

/** A selection ends within this share of the whole (the rate is promised within two percent points). */
const TOLERANCE = 0.006;

/** Exact counts differ from the sum over units by cut marks and merged blanks; the budget is then set again. */
const MOST_ROUNDS = 3;

interface Prompt {
  readonly text: string;
  /** Where each text of the job lies in `text`. */
  readonly parts: readonly Stretch[];
  readonly units: readonly Unit[];
  /** Verbatim stretches and runs of units, in order. */
  readonly layout: readonly (Stretch | { readonly from: number; readonly to: number })[];
  readonly question: string;
}

function joinTexts(texts: readonly string[]): { text: string; parts: Stretch[] } {
  const parts: Stretch[] = [];
  let text = '';
  for (const item of texts) {
    if (parts.length > 0) text += SEAM;
    parts.push({ start: text.length, end: text.length + item.length });
    text += item;
  }
  return { text, parts };
}

/** The units of one stretch, numbered after those that are there already. */
function appendUnits(text: string, stretch: Stretch, units: Unit[]): void {
  const offset = units.length;
  const paragraph = (units.at(-1)?.paragraph ?? -1) + 1;
  const containers = units.reduce((most, { container }) => Math.max(most, container?.id ?? -1), -1) + 1;
  for (const unit of segment(text, stretch.start, stretch.end)) {
    units.push({
      ...unit,
      paragraph: unit.paragraph + paragraph,
      title: unit.title < 0 ? -1 : unit.title + offset,
      ...(unit.container && {
        container: { ...unit.container, id: unit.container.id < 0 ? -1 : unit.container.id + containers },
      }),
    });
  }
}

function layOut(texts: readonly string[]): Prompt {
  const { text, parts } = joinTexts(texts);
  const { question, context } = findQuestion(text);
  const units: Unit[] = [];
  const layout: Prompt['layout'][number][] = [];
  for (const part of parts) {
    let at = part.start;
    for (const { start, end } of context) {
      const clipped = { start: Math.max(start, part.start), end: Math.min(end, part.end) };
      if (clipped.start >= clipped.end) continue;
      layout.push({ start: at, end: clipped.start });
      const from = units.length;
      appendUnits(text, clipped, units);
      layout.push({ from, to: units.length });
      at = clipped.end;
    }
    layout.push({ start: at, end: part.end });
  }
  return { text, parts, units, layout, question };
}

function render({ text, parts, units, layout }: Prompt, kept: readonly boolean[]): string[] {
  const texts: string[] = [];
  let current = '';
  for (const piece of layout) {
    if ('from' in piece) {
      current += renderUnits(text, units, kept, piece.from, piece.to);
      continue;
    }
    current += text.slice(piece.start, piece.end);
    if (parts[texts.length]?.end === piece.end) {
      texts.push(current);
      current = '';
    }
  }
  return texts;
}

const countAll = (counter: TokenCounter, texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + counter.count(text), 0);

function lossless(
  job: CompressionJob,
  counter: TokenCounter,
  original: Counted,
  reason: CompressionReason,
): JobResult {
  const texts = job.texts.map(compressLosslessly);
  const compressedTokens = countAll(counter, texts);
  if (compressedTokens >= original.originalTokens) return unchanged(job, original, reason);
  return { ...original, texts, compressedTokens, reason };
}

type Counted = Pick<JobResult, 'originalTokens' | 'profile'>;

function unchanged({ texts }: CompressionJob, original: Counted, reason: CompressionReason): JobResult {
  return { ...original, texts, compressedTokens: original.originalTokens, reason };
}

/** Selects, renders and counts until the exact count meets the target. */
function fit(
  prompt: Prompt,
  counter: TokenCounter,
  target: number,
  input: SelectionInput,
): { texts: string[]; tokens: number } {
  let budget = input.budget;
  let best: { texts: string[]; tokens: number } | undefined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const texts = render(prompt, selectUnits({ ...input, budget }));
    const tokens = countAll(counter, texts);
    if (best === undefined || Math.abs(tokens - target) < Math.abs(best.tokens - target))
      best = { texts, tokens };
    if (Math.abs(tokens - target) <= 2 * input.tolerance) break;
    budget += target - tokens;
  }
  return best ?? { texts: [], tokens: 0 };
}

/**
 * Compresses the texts of one message to a share of their tokens: question and instruction verbatim, whole sentences
 * of the rest in their order and bytes, a mark at every cut. Where the question does not tell what matters, only
 * lossless steps are taken. Pure: the same job gives the same bytes.
 */
export function compressTexts(job: CompressionJob, counter: TokenCounter): JobResult {
  const originalTokens = countAll(counter, job.texts);
  const plain = { originalTokens, profile: job.rates.plain.profile };
  if (originalTokens < job.minimumTokens) return unchanged(job, plain, 'below_minimum');
  if (job.expired?.()) return unchanged(job, plain, 'deadline');
  const prompt = layOut(job.texts);
  const { profile, keep } = hasPassages(prompt.text, prompt.units) ? job.rates.passages : job.rates.plain;
  const original = { originalTokens, profile };
  if (prompt.question.trim() === '') return lossless(job, counter, original, 'no_question');
  if (prompt.units.length === 0) return unchanged(job, original, 'incompressible');
  const weights = job.weights ?? DEFAULT_WEIGHTS;
  const scored = scoreUnits(prompt.text, prompt.units, prompt.question, weights);
  if (scored.queryMatch < job.minimumQueryMatch) return lossless(job, counter, original, 'low_query_match');
  if (job.expired?.()) return unchanged(job, original, 'deadline');
  const result = extract(prompt, scored, weights, counter, originalTokens, keep);
  if (result.tokens >= originalTokens) return unchanged(job, original, 'incompressible');
  return { ...original, texts: result.texts, compressedTokens: result.tokens, reason: 'compressed' };
}

function extract(
  prompt: Prompt,
  scored: ScoredUnits,
  weights: ScoringWeights,
  counter: TokenCounter,
  originalTokens: number,
  keep: number,
) {
  const { text, units } = prompt;
  const tokens = unitTokens(text, units, counter);
  const contextTokens = tokens.reduce((sum, count) => sum + count, 0);
  const fixed = originalTokens - contextTokens;
  const budget = Math.max(originalTokens * keep - fixed, contextTokens * keep * LEAST_CONTEXT_SHARE);
  const forced = forcedUnits(text, units, tokens, budget);
  const tolerance = Math.max(2, originalTokens * TOLERANCE);
  return fit(prompt, counter, budget + fixed, { units, tokens, scored, weights, forced, budget, tolerance });
}

/** Tokens of each unit; what lies between two units (commas, verbatim text) is in none. */
function unitTokens(text: string, units: readonly Unit[], counter: TokenCounter): Uint32Array {
  const ends = units.flatMap(({ start, end }) => [start, end]);
  const stretches = counter.countStretches(text.slice(0, ends.at(-1)), ends);
  return stretches.filter((_, index) => index % 2 === 1);
}
