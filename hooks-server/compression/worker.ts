import { workerData } from 'piscina';
import { compactStep, type CompactedResult, type StepJob } from './agent/compact-step.js';
import { pruneWords } from './classifier/prune.js';
import type { TokenClassifier } from './classifier/token-classifier.js';
import { compressTexts } from './compress-texts.js';
import type { CompressionJob, JobResult } from './job.js';
import { createTokenCounters } from './tokens/counter.js';
import { WARM_JOBS } from './warm-up.js';

/** What the pool's threads are asked to do. */
export type WorkerTask =
  | {
      readonly kind: 'compress';
      readonly model: string;
      readonly job: Omit<CompressionJob, 'expired'>;
      readonly expiresAt: number;
      /** Share of words that the classifier leaves of the extraction; absent when it is not to run. */
      readonly keepWords?: number;
    }
  | {
      /** Results of an agent's earlier calls. */
      readonly kind: 'compact';
      readonly model: string;
      readonly step: StepJob;
    }
  | { readonly kind: 'warm' };

export type WorkerAnswer = JobResult | readonly CompactedResult[] | undefined;

/** What the pool's threads are started with. */
export interface WorkerSetup {
  readonly modelDir: string;
  readonly maxTokens: number;
}

const counters = createTokenCounters();
const setup = workerData as WorkerSetup | null | undefined;
let classifier: Promise<TokenClassifier> | undefined;
const loadedClassifier = () => (classifier ??= load());

async function load(): Promise<TokenClassifier> {
  if (!setup?.modelDir) throw new Error('The strategy llmlingua-2 needs a model folder.');
  // Only where it is wanted: the runtime's native library takes memory in every thread that loads it.
  const { loadTokenClassifier } = await import('./classifier/token-classifier.js');
  return loadTokenClassifier(setup.modelDir, setup.maxTokens);
}

// As the thread starts, and not when it is told to: of several threads one may be told twice.
for (const [model, job] of WARM_JOBS) compressTexts(job, counters.forModel(model));

/**
 * Runs one task in a worker thread. `expiresAt` is wall-clock time (`Date.now()`), the only clock that threads share:
 * a job that nobody waits for any more is given up between its stages.
 */
export default async function run(task: WorkerTask): Promise<WorkerAnswer> {
  switch (task.kind) {
    case 'warm':
      if (setup?.modelDir) await loadedClassifier();
      return undefined;
    case 'compact':
      return compactStep(task.step, counters.forModel(task.model));
    case 'compress': {
      const counter = counters.forModel(task.model);
      const expired = () => Date.now() >= task.expiresAt;
      const result = compressTexts({ ...task.job, expired }, counter);
      if (task.keepWords === undefined || expired()) return result;
      return pruneWords(result, task.keepWords, await loadedClassifier(), counter);
    }
  }
}
