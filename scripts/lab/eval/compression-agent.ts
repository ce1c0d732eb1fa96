import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { isVital } from '../../../hooks-server/compression/agent/vital.js';
import { createCompressor, type Compressor } from '../../../hooks-server/compression/compressor.js';
import { compressionSettings } from '../../../hooks-server/compression/settings.js';
import { createTokenCounters } from '../../../hooks-server/compression/tokens/counter.js';
import { transcriptOf } from '../../../hooks-server/litellm/transcript.js';
import { roundedPercentile, roundTo } from '../statistics.js';
import { textOf } from '../text-of.js';

const trajectorySchema = z.looseObject({
  source: z.string().default('all'),
  /** OpenAI's form: assistant messages with `tool_calls`, results with role `tool`. */
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
});
type Trajectory = z.infer<typeof trajectorySchema>;
type Messages = Trajectory['messages'];

/** What a cached prompt token costs, as a share of a fresh one: providers ask for 0.1, 0.25 or 0.5; 1 is no cache. */
const CACHED_PRICES = [0.1, 0.25, 0.5, 1];

interface Request {
  readonly sent: readonly string[];
  readonly changed: readonly boolean[];
  readonly ms: number;
}

/** The messages as the provider gets them, each in JSON. */
async function sentOf(
  messages: Messages,
  compressor: Compressor,
  model: string,
  step: number,
): Promise<Request> {
  const settings = compressionSettings.parse({
    profile: 'agent',
    deadlineMs: 60_000,
    agent: { stepCharacters: step },
  });
  const start = performance.now();
  const result = await compressor.compress({
    model,
    messages: [],
    transcript: () => transcriptOf('acompletion', { messages }),
    settings,
  });
  const ms = performance.now() - start;
  const texts = new Map(result.changes.map(({ path, text }) => [JSON.stringify(path), text]));
  const now = messages.map(({ content }, at) => {
    const path = JSON.stringify(['messages', at, 'content']);
    return texts.get(path) ?? (typeof content === 'string' ? content : JSON.stringify(content ?? ''));
  });
  return {
    sent: now,
    changed: messages.map((_, at) => texts.has(JSON.stringify(['messages', at, 'content']))),
    ms,
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Messages that two requests have in common from the first on. */
function commonPrefix(before: readonly string[], now: readonly string[]): number {
  let same = 0;
  while (same < before.length && same < now.length && before[same] === now[same]) same += 1;
  return same;
}

interface Tally {
  trajectories: number;
  requests: number;
  /** Tokens of all requests' messages, and of the last request's, before and after. */
  tokens: number;
  sent: number;
  lastTokens: number;
  lastSent: number;
  lastResults: number;
  /** Requests that the provider had not cached as far as the one before reached. */
  misses: number;
  /** Tokens weighted by price, before and after, by the price of a cached one. */
  costs: Record<string, { before: number; after: number }>;
  /** Lines with errors, warnings, places or exit codes, and how many of them were not sent in the end. */
  vital: number;
  vitalLost: number;
}

const emptyTally = (): Tally => ({
  trajectories: 0,
  requests: 0,
  tokens: 0,
  sent: 0,
  lastTokens: 0,
  lastSent: 0,
  lastResults: 0,
  misses: 0,
  costs: Object.fromEntries(CACHED_PRICES.map((price) => [price, { before: 0, after: 0 }])),
  vital: 0,
  vitalLost: 0,
});

function requestEnds(messages: Messages): number[] {
  return messages.flatMap(({ role }, at) => (role === 'assistant' && at > 0 ? [at] : []));
}

const linesOf = (text: string) => text.split(/\r?\n/u).map((line) => line.trim());

function addVital(tally: Tally, whole: readonly string[], sent: readonly string[], messages: Messages): void {
  // What was left out of one result because a later one has it is not lost.
  const kept = new Set(sent.flatMap(linesOf));
  messages.forEach(({ role }, at) => {
    if (role !== 'tool') return;
    const inJson = /^\s*[[{]/u.test(whole[at] ?? '');
    for (const line of linesOf(whole[at] ?? '')) {
      if (inJson || line === '' || !isVital(line)) continue;
      tally.vital += 1;
      if (!kept.has(line)) tally.vitalLost += 1;
    }
  });
}

interface Tools {
  readonly compressor: Compressor;
  readonly count: (text: string) => number;
  readonly model: string;
  readonly step: number;
}

async function addTrajectory(tally: Tally, messages: Messages, tools: Tools, times: number[]): Promise<void> {
  let before: readonly string[] = [];
  let last: Request | undefined;
  const whole = messages.map(({ content }) =>
    typeof content === 'string' ? content : JSON.stringify(content ?? ''),
  );
  const tokens = whole.map(tools.count);
  const known = new Map<string, number>();
  const count = (text: string) => {
    const found = known.get(text) ?? tools.count(text);
    known.set(text, found);
    return found;
  };
  let reached = 0;
  for (const end of requestEnds(messages)) {
    const request = await sentOf(messages.slice(0, end), tools.compressor, tools.model, tools.step);
    times.push(request.ms);
    const after = request.sent.map(count);
    const cached = commonPrefix(before, request.sent);
    tally.requests += 1;
    tally.tokens += sum(tokens.slice(0, end));
    tally.sent += sum(after);
    if (cached < before.length) tally.misses += 1;
    for (const price of CACHED_PRICES) {
      const cost = tally.costs[price];
      if (!cost) continue;
      cost.before += price * sum(tokens.slice(0, reached)) + sum(tokens.slice(reached, end));
      cost.after += price * sum(after.slice(0, cached)) + sum(after.slice(cached));
    }
    before = request.sent;
    reached = end;
    last = request;
  }
  if (!last) return;
  const results = messages.slice(0, reached).map(({ role }) => role === 'tool');
  tally.trajectories += 1;
  tally.lastTokens += sum(tokens.slice(0, reached));
  tally.lastSent += sum(last.sent.map(count));
  tally.lastResults += sum(tokens.slice(0, reached).filter((_, at) => results[at]));
  addVital(tally, whole, last.sent, messages.slice(0, reached));
}

const saved = (before: number, after: number) => roundTo((100 * (before - after)) / Math.max(1, before), 1);

function summaryOf(tally: Tally) {
  const { trajectories, requests, tokens, sent, lastTokens, lastSent, lastResults, misses } = tally;
  return {
    trajectories,
    requests,
    savedPercent: saved(tokens, sent),
    lastRequestSavedPercent: saved(lastTokens, lastSent),
    lastResultsSavedPercent: saved(lastResults, lastResults - (lastTokens - lastSent)),
    requestsWithMiss: misses,
    costSavedPercent: Object.fromEntries(
      Object.entries(tally.costs).map(([price, { before, after }]) => [price, saved(before, after)]),
    ),
    vitalLines: tally.vital,
    vitalLinesLost: tally.vitalLost,
  };
}

async function run(options: { trajectories: string; step: string; model: string }): Promise<void> {
  const lines = textOf(readFileSync(options.trajectories)).split('\n');
  const trajectories = lines.flatMap((line) =>
    line.trim() === '' ? [] : [trajectorySchema.parse(JSON.parse(line))],
  );
  const compressor = createCompressor();
  try {
    await compressor.warm();
    const counter = createTokenCounters().forModel(options.model);
    const tools: Tools = {
      compressor,
      count: (text) => counter.count(text),
      model: options.model,
      step: Number(options.step),
    };
    const bySource: Record<string, Tally> = {};
    const times: number[] = [];
    for (const { source, messages } of trajectories)
      await addTrajectory((bySource[source] ??= emptyTally()), messages, tools, times);
    const report = Object.fromEntries(
      Object.entries(bySource).map(([source, tally]) => [source, summaryOf(tally)]),
    );
    console.log(
      JSON.stringify({
        bySource: report,
        p50Ms: roundedPercentile(times, 0.5),
        p95Ms: roundedPercentile(times, 0.95),
      }),
    );
  } finally {
    await compressor.close();
  }
}

const program = new Command('eval:compression-agent')
  .description(
    "Sends agents' conversations turn by turn through the profile `agent` and says what it saves: tokens, what a provider's prefix cache misses, and the price of both.",
  )
  .requiredOption(
    '--trajectories <file>',
    'JSON lines, also gzipped: {messages, source}, in the form of chat completions',
  )
  .option('--step <characters>', 'results that are closed in one step', '6000')
  .option('--model <name>', 'the model whose encoding counts', 'gpt-4o');

try {
  await run(program.parse().opts());
} catch (error) {
  console.error(`eval:compression-agent: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
