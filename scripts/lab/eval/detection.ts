import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Command, Option } from 'commander';
import { z } from 'zod';
import {
  createDetector,
  type DetectionResult,
  type Detector,
} from '../../../hooks-server/detection/detector.js';
import { createValueHash } from '../../../hooks-server/detection/redact.js';
import { detectionSettings, type DetectionSettings } from '../../../hooks-server/detection/settings.js';
import { runCommand } from '../../command-line.js';
import { CommandError } from '../../operate/service-client.js';
import { percentile, roundTo } from '../statistics.js';

const injectionCase = z.object({
  text: z.string(),
  label: z.number(),
  class: z.string(),
  source: z.string(),
});
const piiCase = z.object({
  text: z.string(),
  entities: z.array(
    z.object({ type: z.string(), start: z.number(), end: z.number(), subtype: z.string().nullish() }),
  ),
  source: z.string(),
});
type PiiCase = z.infer<typeof piiCase>;

const soft = new Set(
  'PERSON STREET_ADDRESS ORGANIZATION GPE DATE_TIME NRP TITLE AGE ZIP_CODE DOMAIN_NAME'.split(' '),
);

function readCases<Case>(path: string, schema: z.ZodType<Case>): Case[] {
  const raw = readFileSync(path);
  const text = (raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => parsed(line, schema, `${path}, case ${index + 1}`));
}

function parsed<Case>(line: string, schema: z.ZodType<Case>, place: string): Case {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new CommandError(`${place}: expected a labelled text as JSON, as --help describes it.`, { cause });
  }
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : roundTo(part / whole, 4));

/** A request with one user message; its latency is the least of five scans: the work, without the machine's load. */
function scan(detector: Detector, settings: DetectionSettings, text: string): DetectionResult {
  const results = [1, 2, 3, 4, 5].map(() =>
    detector.scanRequest({ messages: [{ role: 'user', content: text }], settings }),
  );
  const [fastest] = results.sort((a, b) => a.latencyMs - b.latencyMs);
  return fastest ?? { findings: [], truncated: false, latencyMs: 0 };
}

function evaluateInjection(
  cases: z.infer<typeof injectionCase>[],
  detector: Detector,
  settings: DetectionSettings,
  misses: boolean,
) {
  const byClass: Record<string, { n: number; flagged: number; rate: number }> = {};
  const latencies: number[] = [];
  const counts = {
    truePositive: 0,
    falsePositive: 0,
    positives: 0,
    negatives: 0,
    explicit: 0,
    explicitFound: 0,
  };
  for (const item of cases) {
    const { findings, latencyMs } = scan(detector, settings, item.text);
    latencies.push(latencyMs);
    const flagged = findings.some((finding) => finding.detector === 'injection');
    const group = (byClass[item.class] ??= { n: 0, flagged: 0, rate: 0 });
    group.n++;
    if (flagged) group.flagged++;
    const explicit = !item.class.startsWith('context_') && item.class !== 'indirect_bipia_implicit';
    if (item.label === 1) {
      counts.positives++;
      if (flagged) counts.truePositive++;
      if (explicit) counts.explicit++;
      if (explicit && flagged) counts.explicitFound++;
    } else {
      counts.negatives++;
      if (flagged) counts.falsePositive++;
    }
    if (misses && flagged !== (item.label === 1)) {
      const signals = findings[0]?.signals.join(',') ?? '';
      console.error(
        `${flagged ? 'FP' : 'FN'} ${item.class} [${signals}] ${JSON.stringify(item.text.slice(0, 300))}`,
      );
    }
  }
  for (const group of Object.values(byClass)) group.rate = share(group.flagged, group.n);
  const matching = (prefix: string) => {
    const groups = Object.entries(byClass).filter(([name]) => name.startsWith(prefix));
    return share(
      groups.reduce((sum, [, { flagged }]) => sum + flagged, 0),
      groups.reduce((sum, [, { n }]) => sum + n, 0),
    );
  };
  return {
    precision: share(counts.truePositive, counts.truePositive + counts.falsePositive),
    recall: share(counts.truePositive, counts.positives),
    explicitRecall: share(counts.explicitFound, counts.explicit),
    obfuscatedRecall: matching('obfuscated_'),
    falsePositiveRate: share(counts.falsePositive, counts.negatives),
    notInjectRate: matching('hardneg_notinject'),
    byClass,
    p50Ms: roundTo(percentile(latencies, 0.5), 4),
    p99Ms: roundTo(percentile(latencies, 0.99), 4),
  };
}

interface Span {
  start: number;
  end: number;
}

/** For each code point its offset in UTF-16 units, and one more for the end of the text. */
function unitOffsets(text: string): number[] {
  const offsets: number[] = [];
  let unit = 0;
  for (const character of text) {
    offsets.push(unit);
    unit += character.length;
  }
  return [...offsets, unit];
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

const overlap = (a: Span, b: Span) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

function evaluatePii(
  cases: readonly PiiCase[],
  detector: Detector,
  settings: DetectionSettings,
  misses: boolean,
) {
  const byType: Record<string, { n: number; found: number; recall: number }> = {};
  const latencies: number[] = [];
  const counts = { core: 0, found: 0, predicted: 0, touching: 0, clean: 0, cleanFlagged: 0 };
  for (const item of cases) {
    const offsets = unitOffsets(item.text);
    const labels = item.entities.map(({ type, start, end }) => ({
      type,
      start: offsets[start] ?? 0,
      end: offsets[end] ?? item.text.length,
    }));
    const result = scan(detector, settings, item.text);
    latencies.push(result.latencyMs);
    const wanted = result.findings.filter(({ detector: name }) => name === 'pii' || name === 'secret');
    const predictions = merged(wanted.map(({ where }) => where));
    const core = labels.filter(({ type }) => !soft.has(type));
    const off = predictions.filter((span) => !labels.some((label) => overlap(span, label) > 0));
    for (const label of core) {
      const hit = predictions.some((span) => overlap(span, label) * 2 >= label.end - label.start);
      const group = (byType[label.type] ??= { n: 0, found: 0, recall: 0 });
      group.n++;
      counts.core++;
      if (hit) {
        group.found++;
        counts.found++;
      } else if (misses) console.error(`FN ${label.type} ${JSON.stringify(item.text.slice(0, 200))}`);
    }
    counts.predicted += predictions.length;
    counts.touching += predictions.length - off.length;
    if (core.length === 0) {
      counts.clean++;
      if (off.length > 0) counts.cleanFlagged++;
    }
    if (misses && off.length > 0) {
      console.error(
        `FP ${wanted.map(({ kind }) => kind).join(',')} ${JSON.stringify(item.text.slice(0, 200))}`,
      );
    }
  }
  for (const group of Object.values(byType)) group.recall = share(group.found, group.n);
  return {
    spanRecall: share(counts.found, counts.core),
    spanPrecision: share(counts.touching, counts.predicted),
    documentFalsePositiveRate: share(counts.cleanFlagged, counts.clean),
    byType,
    p50Ms: roundTo(percentile(latencies, 0.5), 4),
    p99Ms: roundTo(percentile(latencies, 0.99), 4),
  };
}

const program = new Command()
  .description('Measures detection on labelled texts; a finding counts from level medium on.')
  .option('--injection <file>', 'JSON lines of {text, label, class, source}')
  .option('--pii <file>', 'JSON lines (also gzip) of {text, entities, source}; offsets are code points')
  .addOption(
    new Option('--half <0|1>', 'only the cases whose position is even (0) or odd (1)').choices(['0', '1']),
  )
  .option('--misses', 'prints what was missed or flagged by mistake to standard error')
  .option('--json', 'prints JSON')
  .parse();
const options = program.opts<{
  injection?: string;
  pii?: string;
  half?: string;
  misses?: boolean;
  json?: boolean;
}>();
if (options.injection === undefined && options.pii === undefined)
  program.error('error: name what to measure: --injection <file>, --pii <file>, or both');
const detector = createDetector({ hashValue: createValueHash('evaluation') });
// A busy machine must not change what is found: the time budget is measured by the benchmark, not here.
const settings = detectionSettings.parse({ maxDurationMs: 1000 });
const chosen = <Case>(cases: Case[]) =>
  options.half === undefined ? cases : cases.filter((_, index) => index % 2 === Number(options.half));

await runCommand(() => {
  // One unmeasured pass, so that the figures are those of a running service and not of its first request.
  for (let index = 0; index < 300; index++) {
    detector.scanRequest({
      messages: [{ role: 'user', content: `Please ignore case in row ${index} of a@b.example` }],
      settings,
    });
  }
  const result = {
    ...(options.injection && {
      injection: evaluateInjection(
        chosen(readCases(options.injection, injectionCase)),
        detector,
        settings,
        options.misses ?? false,
      ),
    }),
    ...(options.pii && {
      pii: evaluatePii(chosen(readCases(options.pii, piiCase)), detector, settings, options.misses ?? false),
    }),
  };
  console.log(JSON.stringify(result, null, options.json ? 0 : 2));
});
