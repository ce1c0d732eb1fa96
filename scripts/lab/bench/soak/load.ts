import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** What became of one call. */
export interface SoakCall {
  /** What the client named it; the event's `correlationId`. */
  readonly correlationId: string;
  /** The client got the whole answer. */
  readonly whole: boolean;
  readonly isHit: boolean;
  readonly milliseconds: number;
}

export interface SoakTarget {
  readonly url: string;
  readonly key: string;
}

/** Questions that are asked again and again: what a cache has. */
const ASKED_AGAIN = 50;
/** Of ten calls, these are asked again; of the others nobody has asked before. */
const REPEATS_OF_TEN = 4;
const STREAMED_OF = 5;

/** One call: questions of both kinds, every fifth one streamed. */
export async function makeCall({ url, key }: SoakTarget, number: number): Promise<SoakCall> {
  const correlationId = `soak-${randomUUID()}`;
  const topic = number % 10 < REPEATS_OF_TEN ? `entry ${number % ASKED_AGAIN}` : `entry ${randomUUID()}`;
  const stream = number % STREAMED_OF === 0;
  const body = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `How is ${topic} of the manual to be understood?` }],
    ...(stream && { stream, stream_options: { include_usage: true } }),
  };
  const started = performance.now();
  const end = (whole: boolean, isHit = false): SoakCall => ({
    ...{ correlationId, whole, isHit },
    milliseconds: performance.now() - started,
  });
  try {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        'x-correlation-id': correlationId,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const whole = response.ok && (!stream || text.includes('data: [DONE]'));
    return end(whole, response.headers.get('x-cache')?.startsWith('HIT') ?? false);
  } catch {
    return end(false);
  }
}

/** Calls in a closed loop for so long: how many a second this machine can do. */
export async function capacityOf(target: SoakTarget, seconds: number, connections: number): Promise<number> {
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
  target: SoakTarget,
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
