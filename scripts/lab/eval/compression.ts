import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { createCompressor, type Compressor } from '../../../hooks-server/compression/compressor.js';
import { compressionSettings } from '../../../hooks-server/compression/settings.js';
import { createTokenCounters, type TokenCounter } from '../../../hooks-server/compression/tokens/counter.js';
import type { Message } from '../../../hooks-server/litellm/messages.js';
import { roundedPercentile, roundTo } from '../statistics.js';
import { textOf } from '../text-of.js';
import { brokenLines } from './broken-lines.js';

const caseSchema = z.looseObject({
  context: z.string().default(''),
  question: z.string().default(''),
  /** The whole user message as it is sent, in place of context, question and template. */
  prompt: z.string().optional(),
  /** `all`: nothing of it may be cut. `some`: a look-up. */
  need: z.enum(['all', 'some']).default('some'),
  answers: z.array(z.string()).default([]),
  match: z.enum(['any', 'fraction']).default('any'),
  evidence: z.array(z.string()).default([]),
  kind: z.string().optional(),
  source: z.string().default('all'),
});
type Case = z.infer<typeof caseSchema>;

/** A way to make context and question into one user message; `strip` is what is taken off again before scoring. */
const TEMPLATES: Record<string, (example: Case) => string[]> = {
  plain: ({ context, question }) => [`${context}\n\n${question}`],
  first: ({ context, question }) => [`${question}\n\n${context}`],
  labels: ({ context, question }) => [
    `Answer the question using only the context below.\n\nContext:\n${context}\n\nQuestion: ${question}\nAnswer:`,
  ],
  xml: ({ context, question }) => [
    `<instructions>\nAnswer from the context and say so when it is not there.\n</instructions>\n<context>\n${context}\n</context>\n<question>\n${question}\n</question>`,
  ],
  markdown: ({ context, question }) => [`# Context\n\n${context}\n\n# Question\n\n${question}`],
  parts: ({ context, question }) => [context, question],
};

interface Compressed {
  readonly texts: readonly string[];
  readonly original: number;
  readonly kept: number;
  readonly reason: string;
  readonly task?: string;
}
type Method = (texts: readonly string[], example: Case) => Promise<Compressed>;

const BASELINES = ['tail', 'random', 'head'] as const;
type Baseline = (typeof BASELINES)[number];

/** A small generator with a fixed seed (Park and Miller 1988), so that a random baseline prints the same every time. */
function seeded(): () => number {
  let state = 20_240_601;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function shuffledOrder(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let at = length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}

/** Sentences in the order in which a baseline takes them: `tail` cuts the tail off, `head` cuts the head off. */
function baselineMethod(baseline: Baseline, ratio: number, counter: TokenCounter): Method {
  const random = seeded();
  return (_, { context, question }) => {
    const sentences =
      context.match(/[^.!?。！？\n]*(?:[.!?。！？]+|\n+|$)\s*/gu)?.filter((text) => text !== '') ?? [];
    const places = sentences.map((_text, index) => index);
    const order =
      baseline === 'tail'
        ? places
        : baseline === 'head'
          ? places.reverse()
          : shuffledOrder(sentences.length, random);
    const original = counter.count(`${context}\n\n${question}`);
    let left = original / ratio - counter.count(question);
    const kept = new Set<number>();
    for (const at of order) {
      const cost = counter.count(sentences[at] ?? '');
      if (cost > left) break;
      left -= cost;
      kept.add(at);
    }
    const text = `${sentences.filter((_sentence, index) => kept.has(index)).join('')}\n\n${question}`;
    return Promise.resolve({ texts: [text], original, kept: counter.count(text), reason: baseline });
  };
}

/** The real compressor: at one rate for all, or with the settings that it is shipped with, deadline included. */
function compressorMethod(compressor: Compressor, ratio: number, model: string, shipped: boolean): Method {
  const settings = compressionSettings.parse(
    shipped ? {} : { profile: 'eval', profiles: { eval: { keep: 1 / ratio } }, deadlineMs: 60_000 },
  );
  return async (texts) => {
    const content = texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => ({ type: 'text', text }));
    const messages: Message[] = [{ role: 'user', content }];
    const result = await compressor.compress({ model, messages, settings });
    const now = texts.map(
      (text, part) => result.changes.find((change) => (change.part ?? 0) === part)?.text ?? text,
    );
    return {
      texts: now,
      original: result.originalTokens,
      kept: result.compressedTokens,
      reason: result.reason,
      ...(result.task && { task: result.task }),
    };
  };
}

const fold = (text: string) => text.toLowerCase().split(/\s+/u).join(' ').trim();

function answerKept({ answers, match }: Case, text: string): number {
  if (answers.length === 0) return 1;
  const found = answers.filter((answer) => text.includes(fold(answer))).length;
  return match === 'any' ? Number(found > 0) : found / answers.length;
}

interface Tally {
  cases: number;
  answers: number;
  evidenceCases: number;
  evidence: number;
  kept: number;
  cut: number;
}

function add(tally: Tally, example: Case, { texts, original, kept }: Compressed, cut: boolean): void {
  // What is asked must not count as an answer found: only the first copy of the question is taken out.
  const text = fold(texts.join('\n').replace(example.question, ''));
  tally.cases += 1;
  tally.cut += Number(cut);
  tally.answers += cut ? answerKept(example, text) : 1;
  tally.kept += kept / Math.max(1, original);
  if (example.evidence.length === 0) return;
  tally.evidenceCases += 1;
  tally.evidence += Number(!cut || example.evidence.every((sentence) => text.includes(fold(sentence))));
}

function summary({ cases, answers, evidenceCases, evidence, kept, cut }: Tally) {
  return {
    cases,
    answerRetention: roundTo((100 * answers) / Math.max(1, cases), 2),
    evidenceRetention: evidenceCases === 0 ? null : roundTo((100 * evidence) / evidenceCases, 2),
    keptRatio: roundTo(kept / Math.max(1, cases), 4),
    cut,
  };
}

const emptyTally = (): Tally => ({
  cases: 0,
  answers: 0,
  evidenceCases: 0,
  evidence: 0,
  kept: 0,
  cut: 0,
});

function countUp(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

async function evaluate(cases: readonly Case[], method: Method, template: (example: Case) => string[]) {
  const total = emptyTally();
  const whole = emptyTally();
  const kinds: Record<string, Tally> = {};
  const reasons: Record<string, number> = {};
  const tasks: Record<string, number> = {};
  const times: number[] = [];
  let broken = 0;
  let saved = 0;
  let keptOfCut = 0;
  for (const example of cases) {
    const texts = example.prompt === undefined ? template(example) : [example.prompt];
    const start = performance.now();
    const result = await method(texts, example);
    times.push(performance.now() - start);
    countUp(reasons, result.reason);
    countUp(tasks, result.task ?? 'none');
    const cut = result.texts.some((text, at) => text !== texts[at]);
    for (const [at, text] of texts.entries()) broken += brokenLines(text, result.texts[at] ?? '');
    saved += result.original - result.kept;
    if (cut) keptOfCut += result.kept / Math.max(1, result.original);
    add(total, example, result, cut);
    add((kinds[example.kind ?? example.source] ??= emptyTally()), example, result, cut);
    if (example.need === 'all') add(whole, example, result, cut);
  }
  const { cut, ...overall } = summary(total);
  return {
    ...overall,
    wholeTextCases: whole.cases,
    wholeTextCut: whole.cut,
    brokenUnits: broken,
    savedTokens: saved,
    cut,
    keptRatioOfCut: cut === 0 ? null : roundTo(keptOfCut / cut, 4),
    byKind: Object.fromEntries(Object.entries(kinds).map(([kind, tally]) => [kind, summary(tally)])),
    reasons,
    tasks,
    p50Ms: roundedPercentile(times, 0.5),
    p95Ms: roundedPercentile(times, 0.95),
  };
}

function readCases(file: string): Case[] {
  let content: string;
  try {
    const bytes = readFileSync(file);
    content = textOf(bytes);
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const lines = content
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  if (lines.length === 0) throw new Error(`${file} holds no cases.`);
  return lines.map(({ line, number }) => {
    try {
      return caseSchema.parse(JSON.parse(line));
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      throw new Error(
        `${file}, line ${number}: expected a case {context, question, answers, …} or {prompt, need, answers, …}. ${reason}`,
        {
          cause: error,
        },
      );
    }
  });
}

interface Options {
  readonly cases: string;
  readonly ratio: number;
  readonly json?: boolean;
  readonly baseline?: Baseline;
  readonly template: string;
  readonly model: string;
  readonly shipped?: boolean;
}

function parseRatio(value: string): number {
  const ratio = Number(value);
  if (!(ratio >= 1 && ratio <= 20))
    throw new InvalidArgumentError(`Expected a ratio from 1 to 20, got ${value}.`);
  return ratio;
}

async function run({ cases: file, ratio, json, baseline, template, model, shipped }: Options): Promise<void> {
  const cases = readCases(file);
  const compressor = createCompressor();
  try {
    await compressor.warm();
    const method = baseline
      ? baselineMethod(baseline, ratio, createTokenCounters().forModel(model))
      : compressorMethod(compressor, ratio, model, shipped === true);
    const shape = TEMPLATES[template] ?? (({ context, question }: Case) => [`${context}\n\n${question}`]);
    const report = await evaluate(cases, method, shape);
    if (json) console.log(JSON.stringify(report));
    else print(report, ratio);
  } finally {
    await compressor.close();
  }
}

function print(report: Awaited<ReturnType<typeof evaluate>>, ratio: number): void {
  const { answerRetention, evidenceRetention, keptRatio, p50Ms, p95Ms, reasons, tasks, byKind } = report;
  console.log(
    `${report.cases} cases at ${ratio}x: answers ${answerRetention} %, evidence ${evidenceRetention ?? '-'} %`,
  );
  console.log(
    `kept ${(100 * keptRatio).toFixed(1)} % (${(100 * (report.keptRatioOfCut ?? 1)).toFixed(1)} % of the ${report.cut} that were cut), p50 ${p50Ms} ms, p95 ${p95Ms} ms`,
  );
  console.log(
    `${report.wholeTextCut} of ${report.wholeTextCases} whole texts cut, ${report.brokenUnits} broken units, ${report.savedTokens} tokens saved`,
  );
  console.log(JSON.stringify(reasons), JSON.stringify(tasks));
  console.table(byKind);
}

const program = new Command('eval:compression')
  .description(
    'Measures how often answers and their supporting sentences survive compression, over the real compressor.',
  )
  .requiredOption(
    '--cases <file>',
    'JSON lines, also gzipped: {context, question} or {prompt, need}, answers, match, evidence, kind, source',
  )
  .option('--ratio <number>', '2 keeps half of the tokens, 3 a third', parseRatio, 2)
  .option('--json', 'print one line of JSON')
  .addOption(new Option('--baseline <name>', 'measure a simple method instead').choices(BASELINES))
  .addOption(
    new Option('--template <name>', 'how the prompt is put together')
      .choices(Object.keys(TEMPLATES))
      .default('plain'),
  )
  .option('--shipped', 'the default settings, deadline included, in place of one ratio')
  .option('--model <name>', 'the model whose encoding counts', 'gpt-4o');

try {
  await run(program.parse().opts<Options>());
} catch (error) {
  console.error(`eval:compression: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
