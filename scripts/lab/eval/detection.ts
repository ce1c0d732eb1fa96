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
import { evaluatePii, piiCase } from './personal-data.js';

const injectionCase = z.object({
  text: z.string(),
  label: z.number(),
  class: z.string(),
  source: z.string(),
});
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

const program = new Command()
  .description('Measures detection on labelled texts; a finding counts from level medium on.')
  .option('--injection <file>', 'JSON lines of {text, label, class, source}')
  .option(
    '--pii <file>',
    'JSON lines (also gzip) of {text, entities, source, group}; offsets are code points',
  )
  .option(
    '--tuned-groups <names>',
    'groups of --pii, with commas, that rules were written against: their figures and the others apart',
    (value) => value.split(','),
  )
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
  tunedGroups?: string[];
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
      pii: evaluatePii(
        chosen(readCases(options.pii, piiCase)),
        (text) => scan(detector, { ...settings, alertLevel: 'reserved' }, text),
        { misses: options.misses ?? false, tuned: options.tunedGroups },
      ),
    }),
  };
  console.log(JSON.stringify(result, null, options.json ? 0 : 2));
});
