import { randomUUID } from 'node:crypto';
import type { Compressor } from '../compression/compressor.js';
import type { CompressionResult } from '../compression/result.js';
import type { CacheLookup, CacheLookupReply } from '../litellm/cache.js';
import {
  identityOf,
  type AnsweredCall,
  type CallAnswer,
  type CallCacheAnswer,
  type CallQuestion,
} from '../litellm/call.js';
import { correlationIdOf } from '../litellm/correlation.js';
import { conversation, pathOf, scannedMessages, type Turn } from '../litellm/request-texts.js';
import { transcriptOf } from '../litellm/transcript.js';
import { listOf } from '../litellm/unknown-value.js';
import type { TenantDirectory } from '../tenancy/directory.js';
import { cacheHeaders } from './cache-headers.js';
import { compressionHeaders, type CacheHook } from './cache.js';
import type { CallReference } from './call-registry.js';
import {
  createInspection,
  nameOfCall,
  type Inspection,
  type InspectionDependencies,
  type SeenCall,
} from './inspect.js';
import { nameOf, recall, toldByOthers, UNKNOWN, type RecallDependencies } from './recall.js';

export interface CallHookDependencies extends InspectionDependencies, RecallDependencies {
  readonly tenants: TenantDirectory;
  readonly cache: CacheHook;
  readonly compressor: Pick<Compressor, 'compress'>;
  /** Runs what nobody waits for, after the answer has left. */
  readonly later?: (work: () => void) => void;
}

/** Embedding jobs with more inputs go straight to their provider: each input is a look-up of its own. */
const MAX_INPUTS = 32;

/** Whether an answer may be kept after a miss for this reason: those that the cache can say nothing about never are. */
const KEPT_AFTER = new Set([
  'no-cache',
  'stale',
  'not-found',
  'below-threshold',
  'rejected',
  'shadow',
  'sampled',
  'embedder',
  'deadline',
]);

/**
 * The one hop before a call: the cache is asked about the text as the user wrote it; what it has no answer to may be
 * shortened; and detection looks on its own time, when the answer has left.
 */
export function createCallHook(deps: CallHookDependencies) {
  const { tenants, cache, later = setImmediate } = deps;
  const inspection = createInspection(deps);

  /** Detection's look at a call, which starts when it is told to. */
  const scanOf = (call: SeenCall, question: CallQuestion) => {
    let start: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      start = () => void inspection.scan(call, () => scannedMessages(question.request)).then(resolve);
    });
    return { start, done };
  };

  const scanAgain = (question: CallQuestion, occurrence: string) => {
    const call = { ...describe(question, [], tenants), occurrence };
    inspection.remember(
      call,
      inspection.scanAgain(call, () => scannedMessages(question.request)),
    );
  };

  return {
    /**
     * Never takes longer than the deadlines of the cache and of compression together. `traceparent` is where the call stands
     * in a trace, for what it leaves behind.
     */
    async begin(question: CallQuestion, traceparent?: string): Promise<CallAnswer> {
      if (question.probe === true) return {};
      if (question.only === 'cache') return askOnlyCache(question, deps);
      const turns = conversation(question.callType, question.request);
      const call = describe(question, turns, tenants);
      const scan = scanOf(call, question);
      inspection.remember(call, scan.done);
      if (traceparent !== undefined) deps.calls.note(nameOfCall(call), { traceparent });
      try {
        return await answer({ call, turns, question }, inspection, deps);
      } finally {
        // Only now: the call would wait for a core that detection holds.
        later(scan.start);
      }
    },

    /** Keeps an answer, if it may be kept. Never rejects. */
    keep: async (answered: AnsweredCall): Promise<void> =>
      keep(answered, await recall(answered, deps, scanAgain), cache),
  };
}

export type CallHook = ReturnType<typeof createCallHook>;

interface BegunCall {
  readonly call: SeenCall;
  readonly turns: readonly Turn[];
  readonly question: CallQuestion;
}

async function answer(
  { call, turns, question }: BegunCall,
  inspection: Inspection,
  deps: CallHookDependencies,
): Promise<CallAnswer> {
  const occurrence = question.callId ? call.occurrence : undefined;
  const { found, headers } = await askCache(question, occurrence, deps.cache);
  const isHit = 'hit' in found && found.hit;
  const compressed = isHit
    ? undefined
    : await inspection.compress(call, {
        isConversation: turns.length > 0,
        metadata: choiceOf(question),
        cacheControl: question.request['cache_control'],
        transcript: () => transcriptOf(question.callType, question.request),
      });
  if (compressed) inspection.noteCompression(call, compressed);
  inspection.expectUsage(call, countedTokens(compressed));
  return { ...answerOf(found, headers, compressed, turns), ...sealed(nameOfCall(call), deps) };
}

function sealed(
  name: CallReference,
  { calls, seal }: Pick<CallHookDependencies, 'calls' | 'seal'>,
): Pick<CallAnswer, 'facts'> {
  const record = calls.get(name);
  const facts = record && seal.seal(name, record);
  return facts === undefined ? {} : { facts };
}

function describe(question: CallQuestion, turns: readonly Turn[], tenants: TenantDirectory): SeenCall {
  const identity = identityOf(question);
  const callId = question.callId ?? '';
  return {
    callId,
    occurrence: randomUUID(),
    identity,
    tenant: tenants.resolve(identity),
    model: question.model ?? 'unknown',
    correlationId: correlationIdOf({ headers: question.headers, callId }),
    messages: turns.map(({ message }) => message),
  };
}

/** What a request may choose for itself. */
function choiceOf({ headers }: CallQuestion): Record<string, unknown> {
  const compression = headers?.['x-compression'];
  return compression === undefined ? {} : { compression };
}

function countedTokens(compressed: CompressionResult | undefined) {
  return { original: compressed?.originalTokens ?? 0, sent: compressed?.compressedTokens ?? 0 };
}

function isEmbedding({ callType }: CallQuestion): boolean {
  return callType.includes('embedding');
}

/** The inputs of an embedding call, each a text or a list of tokens. */
function inputsOf({ request }: CallQuestion): readonly unknown[] {
  const { input } = request;
  if (!Array.isArray(input)) return [input];
  return input.every((item) => typeof item === 'number') ? [input] : input;
}

function lookupOf(question: CallQuestion): CacheLookup {
  const { callId, callType, model, identity, request, controls, headers, completesStreams } = question;
  return { callId, callType, model, identity, request, controls, headers, completesStreams, key: undefined };
}

/** The look-up of one input: LiteLLM caches each by itself. */
function lookupOfInput(question: CallQuestion, input: unknown): CacheLookup {
  const lookup = lookupOf(question);
  return { ...lookup, request: { ...lookup.request, input } };
}

/** What compression did came to the guardrail, which cannot give the client a header. */
async function askOnlyCache(question: CallQuestion, deps: CallHookDependencies): Promise<CallAnswer> {
  const name = nameOf(question);
  const occurrence = (await toldByOthers(name, deps)) ?? UNKNOWN;
  const { compression } = deps.calls.get({ ...name, occurrence }) ?? {};
  const { found, headers } = await askCache(question, occurrence, deps.cache);
  return {
    cache: found,
    headers: { ...headers, ...(compression && compressionHeaders(compression)) },
    ...sealed({ ...name, occurrence }, deps),
  };
}

type Found = NonNullable<CallAnswer['cache']>;

interface Asked {
  readonly found: Found;
  /** What the cache says to the client. */
  readonly headers: Readonly<Record<string, string>>;
}

const UNASKED: CallCacheAnswer = { hit: false, reason: 'unsupported', store: false };

async function askCache(
  question: CallQuestion,
  occurrence: string | undefined,
  cache: CacheHook,
): Promise<Asked> {
  const unasked = { found: UNASKED, headers: cacheHeaders(UNASKED) };
  if (question.uncertain === true) return unasked;
  if (!isEmbedding(question)) {
    const reply = await cache.lookup({ ...lookupOf(question), occurrence });
    return { found: outcomeOf(reply), headers: cacheHeaders(reply) };
  }
  const inputs = inputsOf(question);
  if (inputs.length > MAX_INPUTS) return unasked;
  const outcomes = await Promise.all(
    inputs.map(async (input) =>
      outcomeOf(await cache.lookup({ ...lookupOfInput(question, input), occurrence })),
    ),
  );
  const missed = outcomes.find((outcome) => !outcome.hit) ?? outcomes[0];
  return {
    found: {
      items: outcomes.map((outcome) => (outcome.hit ? outcome : null)),
      store: outcomes.some((outcome) => !outcome.hit && outcome.store),
    },
    headers: missed ? cacheHeaders(missed) : {},
  };
}

function outcomeOf(reply: CacheLookupReply): CallCacheAnswer {
  if (!reply.hit) return { hit: false, reason: reply.reason, store: KEPT_AFTER.has(reply.reason) };
  const { kind, entry, similarity, value } = reply;
  return { hit: true, kind, entry, value, ...(similarity !== undefined && { similarity }) };
}

function answerOf(
  cache: Found,
  headers: Readonly<Record<string, string>>,
  compressed: CompressionResult | undefined,
  turns: readonly Turn[],
): CallAnswer {
  if (!compressed) return { cache, headers };
  const changes = compressed.changes.flatMap(({ message, part, path, text }) => {
    if (path) return [{ path, text }];
    const turn = turns[message];
    return turn ? [{ path: pathOf(turn, part), text }] : [];
  });
  return {
    ...(changes.length > 0 && { changes }),
    cache,
    headers: { ...headers, ...compressionHeaders(compressed) },
  };
}

async function keep(
  { call: question, value }: AnsweredCall,
  occurrence: string,
  cache: CacheHook,
): Promise<void> {
  if (!isEmbedding(question)) {
    await cache.store({ ...lookupOf(question), occurrence, value });
    return;
  }
  const { timestamp, response } = (value ?? {}) as { timestamp?: unknown; response?: unknown };
  const inputs = inputsOf(question);
  const answers = listOf(response);
  if (answers.length !== inputs.length) return;
  await Promise.all(
    answers.map(async (answer, index) => {
      // An input that was served is not stored again.
      if (answer === null) return;
      await cache.store({
        ...lookupOfInput(question, inputs[index]),
        occurrence,
        value: { timestamp, response: answer },
      });
    }),
  );
}
