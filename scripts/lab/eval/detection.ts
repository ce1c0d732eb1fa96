import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { z } from 'zod';
import { textOf } from '../text-of.js';
import { createClassifier, type Classifier } from '../../../hooks-server/detection/classifier.js';
import {
  createDetector,
  type DetectionResult,
  type Detector,
} from '../../../hooks-server/detection/detector.js';
import { createValueHash } from '../../../hooks-server/detection/redact.js';
import { detectionSettings, type DetectionSettings } from '../../../hooks-server/detection/settings.js';
import { runCommand } from '../../command-line.js';
import { CommandError } from '../../operate/service-client.js';
import { evaluateInjection, injectionCase, sourceHalf } from './injection.js';
import { evaluatePii, piiCase } from './personal-data.js';

function readCases<Case>(path: string, schema: z.ZodType<Case>): Case[] {
  const raw = readFileSync(path);
  return textOf(raw)
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

/** A request with one user message; its latency is the least of five scans: the work, without the machine's load. */
function scan(detector: Detector, settings: DetectionSettings, text: string): DetectionResult {
  const results = [1, 2, 3, 4, 5].map(() =>
    detector.scanRequest({ messages: [{ role: 'user', content: text }], settings }),
  );
  const [fastest] = results.sort((a, b) => a.latencyMs - b.latencyMs);
  return fastest ?? { findings: [], truncated: false, latencyMs: 0 };
}

const program = new Command()
  .description('Measures detection on labelled texts; a finding counts from level medium on.')
  .option('--injection <file>', 'JSON lines (also gzip) of {text, label, class, source, role?, how?}')
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
  .addOption(
    new Option(
      '--split <0|1>',
      'only the injection cases of half of the sources, to look at one and open the other once',
    ).choices(['0', '1']),
  )
  .option(
    '--fast',
    'rules and linear model alone, without a classifier that is asked after the call has gone on',
  )
  .option('--misses', 'prints what was missed or flagged by mistake to standard error')
  .option('--json', 'prints JSON')
  .parse();
const options = program.opts<{
  injection?: string;
  pii?: string;
  half?: string;
  split?: string;
  fast?: boolean;
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

function evaluateInjections(file: string) {
  const cases = chosen(readCases(file, injectionCase)).filter(
    (item) => options.split === undefined || sourceHalf(item) === options.split,
  );
  return withNetwork((classifier) =>
    evaluateInjection({ cases, detector, settings, classifier, misses: options.misses ?? false }),
  );
}

/** Only for injections, and only while they are evaluated: its thread must not outlive a failure. */
async function withNetwork<T>(work: (classifier: Classifier | undefined) => Promise<T>): Promise<T> {
  if (options.fast) return work(undefined);
  const classifier = createClassifier({ ...settings.classifier, cpuMsPerSecond: 1_000_000 });
  try {
    return await work(classifier);
  } finally {
    await classifier?.close();
  }
}

await runCommand(async () => {
  // One unmeasured pass, so that the figures are those of a running service and not of its first request.
  for (let index = 0; index < 300; index++) {
    detector.scanRequest({
      messages: [{ role: 'user', content: `Please ignore case in row ${index} of a@b.example` }],
      settings,
    });
  }
  const result = {
    ...(options.injection && {
      injection: await evaluateInjections(options.injection),
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
