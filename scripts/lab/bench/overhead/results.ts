import { percentile, roundTo } from '../../statistics.js';
import type { Side, Traffic } from './cells.js';
import type { Load } from './load.js';

/** One side's part of one round. */
export interface Measurement extends Load {
  readonly litellmCpuMs: number;
  /** 0 where there is no hook service. */
  readonly serviceCpuMs: number;
  /** Of LiteLLM and the hook service together. */
  readonly rssMb: number;
  readonly serviceRssMb: number;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Ratios and differences are of a side and its reference within a round, then the spread or median over the rounds. */
export interface Cell extends Omit<Traffic, 'calls'> {
  readonly side: Side;
  /** What it is compared with: `stock`, or for hits with a provider that answers at once LiteLLM's own exact Redis cache. */
  readonly reference: Reference;
  readonly throughputRatio: Spread;
  readonly addedP50Ms: number;
  readonly addedP99Ms: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly referenceP50Ms: number;
  readonly litellmCpuRatio: number;
  /** CPU milliseconds for each request. */
  readonly litellmCpuMs: number;
  readonly referenceCpuMs: number;
  readonly serviceCpuMs: number;
  readonly rssMb: number;
  readonly serviceRssMb: number;
  readonly compressedShare: number;
  readonly failed: number;
  /** Answers from a cache that should not have been, or that should have been and were not. */
  readonly unexpected: number;
}

export type Reference = 'stock' | 'stock-cache';

const median = (values: readonly number[]) => percentile(values, 0.5);

function spread(values: readonly number[]): Spread {
  return {
    min: roundTo(Math.min(...values), 3),
    median: roundTo(median(values), 3),
    max: roundTo(Math.max(...values), 3),
  };
}

const latency = (share: number, { replies }: Load) =>
  percentile(
    replies.map(({ milliseconds }) => milliseconds),
    share,
  );
const perCall = (milliseconds: number, { replies }: Load) => milliseconds / replies.length;

interface Compared {
  readonly side: Side;
  readonly reference: Reference;
  readonly traffic: Traffic;
  /** The same round's two measurements. */
  readonly rounds: readonly { readonly mine: Measurement; readonly theirs: Measurement }[];
}

export function cellOf({ side, reference, traffic, rounds }: Compared): Cell {
  const replies = rounds.flatMap(({ mine }) => mine.replies);
  const over = (value: (round: Compared['rounds'][number]) => number) => median(rounds.map(value));
  const share = (count: number) => roundTo(count / replies.length, 3);
  return {
    side,
    reference,
    answer: traffic.answer,
    prompt: traffic.prompt,
    stream: traffic.stream,
    connections: traffic.connections,
    providerMs: traffic.providerMs,
    throughputRatio: spread(
      rounds.map(({ mine, theirs }) => mine.requestsPerSecond / theirs.requestsPerSecond),
    ),
    addedP50Ms: roundTo(
      over(({ mine, theirs }) => latency(0.5, mine) - latency(0.5, theirs)),
      2,
    ),
    addedP99Ms: roundTo(
      over(({ mine, theirs }) => latency(0.99, mine) - latency(0.99, theirs)),
      2,
    ),
    p50Ms: roundTo(
      over(({ mine }) => latency(0.5, mine)),
      2,
    ),
    p99Ms: roundTo(
      over(({ mine }) => latency(0.99, mine)),
      2,
    ),
    referenceP50Ms: roundTo(
      over(({ theirs }) => latency(0.5, theirs)),
      2,
    ),
    litellmCpuRatio: roundTo(
      over(({ mine, theirs }) => ratioOfCpu(mine, theirs)),
      3,
    ),
    litellmCpuMs: roundTo(
      over(({ mine }) => perCall(mine.litellmCpuMs, mine)),
      2,
    ),
    referenceCpuMs: roundTo(
      over(({ theirs }) => perCall(theirs.litellmCpuMs, theirs)),
      2,
    ),
    serviceCpuMs: roundTo(
      over(({ mine }) => perCall(mine.serviceCpuMs, mine)),
      2,
    ),
    rssMb: over(({ mine }) => mine.rssMb),
    serviceRssMb: over(({ mine }) => mine.serviceRssMb),
    compressedShare: share(replies.filter(({ compressed }) => compressed).length),
    failed: replies.filter(({ status }) => status !== 200).length,
    unexpected: replies.filter(({ hit }) => hit !== (traffic.answer === 'hit')).length,
  };
}

const ratioOfCpu = (mine: Measurement, theirs: Measurement) =>
  perCall(mine.litellmCpuMs, mine) / perCall(theirs.litellmCpuMs, theirs);
