import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** What one request came to. `status` is 0 where there was no answer; then `fault` names why. */
export interface LoadOutcome {
  readonly status: number;
  readonly fault?: string;
  /** X-Cache of the answer. */
  readonly cache?: string;
}

export interface LoadPlan {
  /** Requests a second; what is due is sent whether or not those before it were answered. */
  readonly rate: number;
  /** Requests that may be under way at a time: what is due beyond them waits, and its wait counts. */
  readonly concurrency: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Answered with 2xx, a second. */
  readonly throughput: number;
  /** Milliseconds from when a request was due until its answer was there whole; of answers with 2xx. */
  readonly latencyMs: Readonly<Record<'p50' | 'p95' | 'p99' | 'max', number>>;
  readonly ok: number;
  readonly rateLimited: number;
  readonly errors: number;
  /** Errors by status or by name of the fault. */
  readonly errorsBy: Readonly<Record<string, number>>;
  /** Answers by X-Cache. */
  readonly cache: Readonly<Record<string, number>>;
}

interface Sample extends LoadOutcome {
  readonly milliseconds: number;
}

/**
 * Sends requests at a fixed rate, by a timetable. Latency counts from when a request was due, as its client would see it:
 * a server that stops for a second delays all that were due in it, and not only the one that was being sent.
 */
export async function runLoad(
  plan: LoadPlan,
  send: (index: number) => Promise<LoadOutcome>,
): Promise<LoadResult> {
  const total = Math.max(1, Math.round(plan.rate * plan.seconds));
  const samples: Sample[] = [];
  const began = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < total) {
      const index = next++;
      const due = began + (index * 1_000) / plan.rate;
      const early = due - performance.now();
      if (early > 0) await delay(early);
      const outcome = await send(index);
      samples.push({ ...outcome, milliseconds: performance.now() - due });
    }
  };
  await Promise.all(Array.from({ length: Math.min(plan.concurrency, total) }, worker));
  return summary(samples, (performance.now() - began) / 1_000);
}

const isOk = ({ status }: Sample) => status >= 200 && status < 300;

function summary(samples: readonly Sample[], seconds: number): LoadResult {
  const ok = samples.filter(isOk);
  const limited = samples.filter(({ status }) => status === 429);
  const wrong = samples.filter((sample) => !isOk(sample) && sample.status !== 429);
  const sorted = ok.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    requests: samples.length,
    seconds: round(seconds),
    throughput: round(ok.length / seconds),
    latencyMs: {
      p50: percentile(sorted, 0.5),
      p95: percentile(sorted, 0.95),
      p99: percentile(sorted, 0.99),
      max: percentile(sorted, 1),
    },
    ok: ok.length,
    rateLimited: limited.length,
    errors: wrong.length,
    errorsBy: countBy(wrong, ({ status, fault }) => fault ?? String(status)),
    cache: countBy(ok, ({ cache }) => cache ?? 'none'),
  };
}

/** Nearest rank: the least value that so many are not above. */
function percentile(sorted: readonly number[], share: number): number {
  return round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
}

function countBy(samples: readonly Sample[], name: (sample: Sample) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const sample of samples) counts[name(sample)] = (counts[name(sample)] ?? 0) + 1;
  return counts;
}

const round = (value: number) => Math.round(value * 10) / 10;
