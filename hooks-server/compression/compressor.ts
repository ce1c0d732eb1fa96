import { isBrokenCircuitError } from 'cockatiel';
import { DeadlineError, faultName } from '../errors.js';
import type { TextSegment } from '../litellm/messages.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { createTranscriptCompressor, type TranscriptCompressor } from './agent/compress-transcript.js';
import type { CompressionJob, JobResult } from './job.js';
import { createKnownResults, type KnownResults } from './known-results.js';
import { AGENT, chooseProfile, type Rate } from './profile.js';
import { taskOf } from './prompt.js';
import type { CompressionReason, CompressionRequest, CompressionResult } from './result.js';
import { createRunner, type Runner, type RunnerOptions } from './runner.js';
import { changeableTexts } from './scope.js';
import { hasFewerTokens } from './tokens/bound.js';
import { WARM_TEXTS } from './warm-up.js';
import type { WorkerTask } from './worker.js';

export interface Compressor {
  /** Compresses a request's user messages, each on its own. Never throws, and never takes longer than the deadline. */
  compress(request: CompressionRequest): Promise<CompressionResult>;
  /** Compiles patterns here, and loads the encodings in the workers. Until then inputs may go on unchanged. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export interface CompressorOptions extends RunnerOptions {
  readonly metrics?: Pick<
    Metrics,
    'compressionRequests' | 'compressionSavings' | 'compressionLatency' | 'compressionTokens'
  >;
  readonly log?: Pick<Log, 'debug' | 'warn'>;
  /** Milliseconds that only go forward. */
  readonly clock?: () => number;
}

/** Characters of English prose that make a token: only for inputs that nobody counted. */
const CHARACTERS_PER_TOKEN = 4;

type Outcome = Pick<
  CompressionResult,
  'reason' | 'profile' | 'originalTokens' | 'compressedTokens' | 'exact' | 'changes' | 'task'
>;

function estimated(texts: readonly TextSegment[], reason: CompressionReason, profile: string): Outcome {
  const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
  const tokens = Math.ceil(characters / CHARACTERS_PER_TOKEN);
  return {
    reason,
    profile,
    originalTokens: tokens,
    compressedTokens: tokens,
    exact: characters === 0,
    changes: [],
  };
}

function fromJob(result: JobResult, segments: readonly TextSegment[]): Outcome {
  const changes = segments.flatMap(({ message, part, text }, index) => {
    const now = result.texts[index];
    return now === undefined || now === text
      ? []
      : [{ message, ...(part === undefined ? {} : { part }), text: now }];
  });
  const { reason, profile, originalTokens, compressedTokens, exact, task } = result;
  return { reason, profile, originalTokens, compressedTokens, exact, changes, ...(task && { task }) };
}

function jobFor(
  request: CompressionRequest,
  segments: readonly TextSegment[],
  rates: CompressionJob['rates'],
) {
  const { minimumTokens, minimumQueryMatch, prefilterTokens } = request.settings;
  return {
    texts: segments.map(({ text }) => text),
    rates,
    minimumTokens,
    minimumQueryMatch,
    prefilterTokens,
  };
}

/** The extraction leaves as much more as the classifier takes off afterwards, so that the rate holds. */
function withRoom(job: CompressionJob, keepWords: number): CompressionJob {
  const wider = (rate: Rate): Rate => ({ ...rate, keep: Math.min(1, rate.keep / keepWords) });
  return { ...job, rates: { plain: wider(job.rates.plain), passages: wider(job.rates.passages) } };
}

/** Compresses one message in a worker. */
async function runJob(request: CompressionRequest, job: CompressionJob, runner: Runner): Promise<JobResult> {
  const { model, settings, deadlineMs = settings.deadlineMs } = request;
  const classifies = settings.strategy === 'llmlingua-2' && runner.classifies;
  const { keepWords } = settings.classifier;
  const task: WorkerTask = {
    kind: 'compress',
    model,
    job: classifies ? withRoom(job, keepWords) : job,
    expiresAt: Date.now() + deadlineMs,
    ...(classifies && { keepWords }),
  };
  return (await runner.run(task, deadlineMs)) as JobResult;
}

/** What one message comes to; `known` keeps the outcomes of messages that will come again with the next turn. */
async function outcomeOfMessage(
  request: CompressionRequest,
  segments: readonly TextSegment[],
  choice: ChosenRates,
  { runner, known }: Machinery,
): Promise<Outcome> {
  const { settings } = request;
  const characters = segments.reduce((sum, { text }) => sum + text.length, 0);
  const { profile } = choice.plain;
  if (characters > settings.maximumCharacters) return estimated(segments, 'above_maximum', profile);
  const job = jobFor(request, segments, choice);
  if (hasFewerTokens(job.texts, job.minimumTokens)) return estimated(segments, 'below_minimum', profile);
  const { strategy, classifier } = settings;
  const key = known.keyOf(`${request.model} ${strategy} ${classifier.keepWords}`, job);
  const before = known.get(key);
  if (before) return fromJob({ ...before, texts: before.texts ?? job.texts }, segments);
  const task = characters > LOOKED_AT_INLINE ? 'lookup' : taskOf(job.texts);
  if (task !== 'lookup') return { ...estimated(segments, 'not_a_lookup', profile), task };
  try {
    const result = await runJob(request, job, runner);
    if (result.reason !== 'deadline') known.set(key, job, result);
    return fromJob(result, segments);
  } catch (error) {
    return estimated(segments, reasonOf(error), profile);
  }
}

/** Why a worker gave nothing; throws what is a fault. */
function reasonOf(error: unknown): CompressionReason {
  if (error instanceof DeadlineError) return 'deadline';
  if (isBrokenCircuitError(error)) return 'breaker_open';
  throw error;
}

/** Messages up to this many characters are looked at here first: what is no look-up needs no way to a worker. */
const LOOKED_AT_INLINE = 8_000;

type ChosenRates = Extract<ReturnType<typeof chooseProfile>, { kind: 'compress' }>;

interface Machinery {
  readonly runner: Runner;
  readonly known: KnownResults;
  readonly transcripts: TranscriptCompressor;
}

/** All messages' outcomes as one: the sums, and what the last message came to. */
function together(outcomes: readonly Outcome[], last: Outcome): Outcome {
  const sum = (count: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    ...last,
    originalTokens: sum(({ originalTokens }) => originalTokens),
    compressedTokens: sum(({ compressedTokens }) => compressedTokens),
    exact: outcomes.every(({ exact }) => exact),
    changes: outcomes.flatMap(({ changes }) => changes),
  };
}

/** An agent's conversation: the user's messages stay as they are, results of earlier calls may go on shorter. */
async function outcomeOfTranscript(
  request: CompressionRequest,
  compress: TranscriptCompressor,
): Promise<Outcome> {
  try {
    return { ...(await compress(request)), profile: AGENT };
  } catch (error) {
    return estimated([], reasonOf(error), AGENT);
  }
}

async function outcomeOf(request: CompressionRequest, machinery: Machinery): Promise<Outcome> {
  const { settings, model, messages } = request;
  const choice = chooseProfile(settings, model, request.metadata);
  if (choice.kind === 'agent') {
    if (isSet(request.cacheControl)) return estimated([], 'provider_cached', AGENT);
    return outcomeOfTranscript(request, machinery.transcripts);
  }
  const groups = changeableTexts({ model, messages, toolResults: settings.toolResults });
  if (choice.kind === 'none') return estimated(groups.flat(), choice.reason, 'off');
  const { profile } = choice.plain;
  if (isSet(request.cacheControl)) return estimated(groups.flat(), 'provider_cached', profile);
  const texts = groups.filter((segments) => segments.some(({ text }) => text !== ''));
  if (texts.length === 0) return estimated([], 'nothing_to_compress', profile);
  const outcomes = await Promise.all(
    texts.map((segments) => outcomeOfMessage(request, segments, choice, machinery)),
  );
  const last = outcomes.at(-1);
  return last === undefined ? estimated([], 'nothing_to_compress', profile) : together(outcomes, last);
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

const FAULT: Outcome = {
  reason: 'error',
  profile: 'default',
  originalTokens: 0,
  compressedTokens: 0,
  exact: false,
  changes: [],
};

/**
 * The compressor: short messages go on at once, long ones to worker threads behind a circuit breaker. Give it the
 * service's metrics and log; call `warm()` before the first request.
 *
 * @example
 * const compressor = createCompressor({ metrics, log });
 * await compressor.warm();
 * const { changes } = await compressor.compress({ model: 'gpt-4o', messages, settings });
 */
export function createCompressor(options: CompressorOptions = {}): Compressor {
  const clock = options.clock ?? (() => performance.now());
  const runner = createRunner(options);
  const machinery: Machinery = {
    runner,
    known: createKnownResults(),
    transcripts: createTranscriptCompressor(runner),
  };
  return {
    async compress(request) {
      const start = clock();
      const outcome = await outcomeOf(request, machinery).catch((error: unknown) => {
        options.log?.warn({ fault: faultName(error) }, 'compression failed');
        return FAULT;
      });
      const saved = outcome.originalTokens - outcome.compressedTokens;
      const savingsPercent = outcome.originalTokens > 0 ? (100 * saved) / outcome.originalTokens : 0;
      const result: CompressionResult = { ...outcome, savingsPercent, latencyMs: clock() - start };
      report(options, request, result);
      return result;
    },
    warm: async () => {
      // Here as well as in the threads: short texts are looked at on the event loop, and the first would hold it for its patterns.
      for (const texts of WARM_TEXTS) taskOf(texts);
      await runner.warm();
    },
    close: () => runner.close(),
  };
}

/** Counts and logs what was done: numbers and names only, never text. */
function report(
  { metrics, log }: CompressorOptions,
  request: CompressionRequest,
  result: CompressionResult,
): void {
  const { reason, profile, originalTokens, compressedTokens, savingsPercent, latencyMs, exact } = result;
  const tenant = request.tenantId ?? 'none';
  metrics?.compressionRequests.inc({ tenant, profile, reason });
  metrics?.compressionLatency.observe({ profile }, latencyMs / 1000);
  if (exact) {
    metrics?.compressionTokens.inc({ tenant, kind: 'original' }, originalTokens);
    metrics?.compressionTokens.inc({ tenant, kind: 'compressed' }, compressedTokens);
  }
  if (result.changes.length > 0) metrics?.compressionSavings.observe({ tenant, profile }, savingsPercent);
  log?.debug(
    {
      tenant,
      model: request.model,
      profile,
      reason,
      task: result.task,
      originalTokens,
      compressedTokens,
      savingsPercent,
      latencyMs,
      exact,
    },
    'compression',
  );
}
