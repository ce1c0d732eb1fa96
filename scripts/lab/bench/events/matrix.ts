import { join } from 'node:path';
import { natsSettings } from '../../../../hooks-server/events/settings.js';
import type { ServiceControl } from '../../../../test/support/services.js';
import { account, drain, readSymptoms, type FaultResult } from './account.js';
import { runLoad } from './calls.js';
import { faults, type Fault, type FaultSeconds } from './faults.js';
import { createGateway, type Gateway } from './gateway.js';
import { mountSmallDisk } from './small-disk.js';

export interface MatrixOptions {
  readonly calls: number;
  readonly concurrency: number;
  readonly seconds: FaultSeconds;
  readonly nats: { readonly url: string; readonly control: ServiceControl };
  /** Names of the faults to run; all without. */
  readonly only?: readonly string[];
  readonly litellmEnvironment?: NodeJS.ProcessEnv;
  readonly hooksEnvironment?: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** How long a fault's last events may take: the logger of LiteLLM pauses 30 s at most between attempts. */
const DRAIN_MS = 120_000;
/** Room for every event of the load, the journals and the sums. */
const SMALL_DISK_MEGABYTES = 32;

/** Runs the faults one after the other on one gateway; each has a hook service with data of its own. */
export async function runMatrix(options: MatrixOptions): Promise<readonly FaultResult[]> {
  const { only, say } = options;
  const results: FaultResult[] = [];
  const gateway = await createGateway(options.litellmEnvironment);
  try {
    say('starting LiteLLM');
    await gateway.startLitellm();
    for (const fault of faults) {
      if (only !== undefined && !only.includes(fault.name)) continue;
      const result = await runFault(fault, gateway, options);
      if (result === undefined) continue;
      results.push(result);
      say(JSON.stringify(result));
    }
    return results;
  } finally {
    await gateway.stop();
  }
}

async function runFault(
  fault: Fault,
  gateway: Gateway,
  options: MatrixOptions,
): Promise<FaultResult | undefined> {
  const { name } = fault;
  const { calls, concurrency, nats, seconds, say } = options;
  const disk = fault.needsSmallDisk && mountSmallDisk(SMALL_DISK_MEGABYTES);
  if (fault.needsSmallDisk && disk === undefined) {
    say(`NOT RUN, no file system can be mounted here: ${name}`);
    return undefined;
  }
  const dataDir = join(disk?.path ?? gateway.directory, `data-${name}`);
  const startHooks = () => gateway.startHooks(dataDir, hooksEnvironment(fault, options));
  try {
    await startHooks();
    let happening: Promise<void> | undefined;
    const started = Date.now();
    const finished = await runLoad({
      url: () => gateway.litellmUrl(),
      key: gateway.key,
      name,
      calls,
      concurrency,
      onProgress(done) {
        if (done % 1000 === 0) say(`${name}: ${done} calls`);
        if (happening !== undefined || done < calls * 0.3) return;
        say(`${name}: happens after ${done} calls`);
        happening = fault.happen({ gateway, nats: nats.control, seconds, restartHooks: startHooks, disk });
        // Awaited below; until then nobody listens.
        happening.catch(() => undefined);
      },
    });
    await happening;
    say(`${name}: ${calls} calls in ${Math.round((Date.now() - started) / 1000)} s, draining`);
    const answered = [...gateway.provider.calls.keys()].filter((id) => id.startsWith(`${name}-`));
    const received = await drain({
      natsUrl: nats.url,
      stream: natsSettings.parse({}).stream.name,
      expected: [...new Set([...answered, ...finished.map(({ correlationId }) => correlationId)])],
      timeoutMs: DRAIN_MS,
    });
    const symptoms = await readSymptoms(gateway.hooks().url);
    return account(name, finished, gateway.provider.calls, received, symptoms);
  } finally {
    await gateway.hooks().stop('SIGKILL');
    disk?.unmount();
  }
}

function hooksEnvironment({ losesMemory }: Fault, options: MatrixOptions): NodeJS.ProcessEnv {
  return {
    NATS_URL: options.nats.url,
    // Only where a report is due: elsewhere a report within the run would be a false alarm.
    ...(losesMemory && {
      HOOKS_EVENTS_MISSING_USAGE_AFTER_MINUTES: '0.2',
      HOOKS_EVENTS_MISSING_USAGE_SWEEP_INTERVAL_MS: '1000',
    }),
    ...options.hooksEnvironment,
  };
}

/** Whether a fault was felt, and cost nothing that it must not cost. */
export function isFlawless(result: FaultResult): boolean {
  const { name, lost, duplicates, unnoticed, falseAlarms, tokens, costUsd, symptoms } = result;
  const fault = faults.find((one) => one.name === name);
  const mayLose = fault?.losesMemory === true;
  return (
    // A trouble that nobody felt has proved nothing.
    (fault?.symptom === undefined || symptoms[fault.symptom] > 0) &&
    (lost === 0 || mayLose) &&
    duplicates === 0 &&
    unnoticed === 0 &&
    falseAlarms === 0 &&
    tokens.events === tokens.provider &&
    costUsd.events === costUsd.provider
  );
}
