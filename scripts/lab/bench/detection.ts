import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { createDetector } from '../../../hooks-server/detection/detector.js';
import { findInjection } from '../../../hooks-server/detection/injection/injection.js';
import { findPersonalData } from '../../../hooks-server/detection/pii/pii.js';
import { createValueHash } from '../../../hooks-server/detection/redact.js';
import { findSecrets } from '../../../hooks-server/detection/secrets/secrets.js';
import { detectionSettings } from '../../../hooks-server/detection/settings.js';
import { hostileTexts } from './hostile-texts.js';

const options = new Command()
  .description(
    'Times every rule together, without budgets, on hostile texts; and requests of JSON lines with a text.',
  )
  .option('--size <units>', 'length of the hostile texts', '100000')
  .option('--texts <file>', 'JSON lines with a text each, to time as requests')
  .option('--json', 'prints JSON')
  .parse()
  .opts<{ size: string; texts?: string; json?: boolean }>();

const detector = createDetector({ hashValue: createValueHash('bench') });
const unlimited = detectionSettings.parse({ maxChars: 4_194_304, maxDurationMs: 1000 });

/** CPU milliseconds of the fastest of a few runs: on a shared machine the wall clock tells of the neighbours. */
function cost(work: () => unknown, runs = 3): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return Math.round(best * 100) / 100;
}

const hostile = Object.fromEntries(
  Object.entries(hostileTexts(Number(options.size))).map(([name, text]) => [
    name,
    {
      totalMs: cost(() =>
        detector.scanRequest({ messages: [{ role: 'user', content: text }], settings: unlimited }),
      ),
      secretsMs: cost(() => findSecrets(text), 2),
      piiMs: cost(() => findPersonalData(text), 2),
      injectionMs: cost(() => findInjection(text, 'user'), 2),
    },
  ]),
);

function requestLatencies(path: string) {
  const texts = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => String((JSON.parse(line) as { text: unknown }).text));
  const settings = detectionSettings.parse({});
  const scan = (text: string) =>
    detector.scanRequest({ messages: [{ role: 'user', content: text }], settings });
  texts.forEach(scan);
  // The least of five runs each: what the work costs, without the neighbours' load.
  const least = texts
    .map((text) => Math.min(...[1, 2, 3, 4, 5].map(() => scan(text).latencyMs)))
    .sort((a, b) => a - b);
  const at = (rank: number) => Math.round((least[Math.floor(least.length * rank)] ?? 0) * 1000) / 1000;
  return { n: texts.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(0.9999) };
}

const result = { hostile, ...(options.texts && { requests: requestLatencies(options.texts) }) };
if (options.json) console.log(JSON.stringify(result));
else {
  console.table(hostile);
  if (options.texts) console.table({ requests: requestLatencies(options.texts) });
}
