import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Command } from 'commander';
import { startHookService } from '../../stack/hook-service.js';
import { freePort } from '../../stack/process.js';
import { roundedPercentile } from '../statistics.js';
import { prose } from './prose.js';

// Whether the service still answers its health check while very long prompts pass through it.

interface Options {
  readonly tokens: number;
  readonly requests: number;
  readonly senders: number;
  readonly pause: number;
  readonly json: boolean;
}

const SECRET = 'bench-liveness';

/** A guardrail request as LiteLLM sends it: the text stands in it twice. */
function bodyOf(tokens: number, seed: number): string {
  const content = `${prose(tokens, seed)}\n\nWhy was the observatory closed?`;
  return JSON.stringify({
    input_type: 'request',
    litellm_call_id: `call-${seed}`,
    model: 'gpt-4o',
    texts: [content],
    structured_messages: [{ role: 'user', content }],
  });
}

async function send(url: string, body: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${url}/beta/litellm_basic_guardrail_api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': SECRET },
    body,
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`Expected status 200, got ${response.status}.`);
  return performance.now() - began;
}

/** Asks for the health check every few milliseconds while `work` runs; the latencies in milliseconds. */
async function probeDuring(url: string, work: () => Promise<void>): Promise<number[]> {
  const probe = new Worker(new URL('./liveness-probe.js', import.meta.url), {
    workerData: { url: `${url}/health/live`, pauseMs: 5 },
  });
  const latencies = once(probe, 'message') as Promise<[number[]]>;
  await work();
  probe.postMessage('stop');
  return (await latencies)[0];
}

function summary(latencies: readonly number[]) {
  const at = (share: number) => roundedPercentile(latencies, share);
  return { count: latencies.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}

async function measure(url: string, { tokens, requests, senders, pause }: Options) {
  const bodies = Array.from({ length: 8 }, (_, index) => bodyOf(tokens, index + 1));
  const load = async (count: number): Promise<number[]> => {
    const latencies: number[] = [];
    let next = 0;
    const sender = async () => {
      while (next < count) {
        latencies.push(await send(url, bodies[next++ % bodies.length] ?? ''));
        await delay(pause);
      }
    };
    await Promise.all(Array.from({ length: senders }, sender));
    return latencies;
  };
  await load(20);
  const idle = await probeDuring(url, () => delay(2_000));
  let guardrail: number[] = [];
  const busy = await probeDuring(url, async () => void (guardrail = await load(requests)));
  return {
    requestKilobytes: Math.round((bodies[0]?.length ?? 0) / 1_000),
    guardrail: summary(guardrail),
    liveIdle: summary(idle),
    liveBusy: summary(busy),
  };
}

async function main(options: Options): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'liveness-'));
  const service = await startHookService({
    port: await freePort(),
    secret: SECRET,
    dataDir: join(directory, 'data'),
    logFile: join(directory, 'hooks.log'),
    environment: { HOOKS_LOG_LEVEL: 'warn' },
  });
  try {
    const result = await measure(service.url, options);
    if (options.json) console.log(JSON.stringify(result));
    else console.dir(result);
  } finally {
    await service.stop();
    await rm(directory, { recursive: true });
  }
}

await main(
  new Command('bench:liveness')
    .description(
      'Sends very long prompts through the guardrail hook, and measures how fast /health/live answers meanwhile.',
    )
    .option('--tokens <n>', 'tokens of each prompt', Number, 100_000)
    .option('--requests <n>', 'prompts to send', Number, 200)
    .option('--senders <n>', 'senders at a time', Number, 1)
    .option('--pause <ms>', 'pause of each sender between two prompts', Number, 0)
    .option('--json', 'prints one JSON object', false)
    .parse()
    .opts<Options>(),
);
