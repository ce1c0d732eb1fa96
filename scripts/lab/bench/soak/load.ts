import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { chatCall, type ChatTarget } from '../chat-call.js';

/** What became of one call. */
export interface SoakCall {
  /** What the client named it; the event's `correlationId`. */
  readonly correlationId: string;
  /** The client got the whole answer. */
  readonly whole: boolean;
  readonly isHit: boolean;
  readonly milliseconds: number;
}

/** Questions that are asked again and again: what a cache has. */
const ASKED_AGAIN = 50;
/** Of ten calls, these are asked again; of the others nobody has asked before. */
const REPEATS_OF_TEN = 4;
const STREAMED_OF = 5;

/** One call: questions of both kinds, every fifth one streamed. */
export async function makeCall(target: ChatTarget, number: number): Promise<SoakCall> {
  const correlationId = `soak-${randomUUID()}`;
  const topic = number % 10 < REPEATS_OF_TEN ? `entry ${number % ASKED_AGAIN}` : `entry ${randomUUID()}`;
  const content = `How is ${topic} of the manual to be understood?`;
  const started = performance.now();
  const headers = await chatCall(target, { correlationId, content, stream: number % STREAMED_OF === 0 });
  return {
    correlationId,
    whole: headers !== undefined,
    isHit: headers?.get('x-cache')?.startsWith('HIT') ?? false,
    milliseconds: performance.now() - started,
  };
}

/** Calls in a closed loop for so long: how many a second this machine can do. */
export async function capacityOf(target: ChatTarget, seconds: number, connections: number): Promise<number> {
  const end = Date.now() + seconds * 1000;
  let done = 0;
  const worker = async () => {
    while (Date.now() < end) await makeCall(target, done++);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return done / seconds;
}

export interface PacedOptions {
  readonly perSecond: number;
  readonly seconds: number;
  readonly onCall: (call: SoakCall) => void;
}

/** Calls at a rate, whatever the earlier ones take, as clients do; resolves when the last has ended. */
export async function pacedCalls(
  target: ChatTarget,
  { perSecond, seconds, onCall }: PacedOptions,
): Promise<void> {
  const started = Date.now();
  const underWay = new Set<Promise<void>>();
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = started + (number * 1000) / perSecond;
    if (due > Date.now()) await delay(due - Date.now());
    const call = makeCall(target, number).then((ended) => {
      onCall(ended);
      underWay.delete(call);
    });
    underWay.add(call);
  }
  await Promise.all(underWay);
}
