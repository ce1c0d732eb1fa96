import { LENGTHS, type Length } from './prompts.js';

/** What is compared with stock LiteLLM. */
export const SIDES = ['stock-features', 'ours', 'ours-generic'] as const;
export type Side = (typeof SIDES)[number];

export type AnswerKind = 'miss' | 'hit';

/** One kind of traffic, measured on every side in turns. */
export interface Traffic {
  readonly answer: AnswerKind;
  readonly prompt: Length;
  readonly stream: boolean;
  readonly connections: number;
  /** How long the provider takes. */
  readonly providerMs: number;
  /** Of one measurement. */
  readonly calls: number;
}

export interface Choice {
  /** Patterns of whole names, of which one must match: `miss-short-c10`, `hit-*-stream`; all when empty. */
  readonly cells: readonly string[];
  readonly prompts: readonly Length[];
  readonly connections: readonly number[];
  readonly providerMs: readonly number[];
  /** Calls of one measurement with short prompts; longer ones get fewer. */
  readonly calls: number;
}

const SHARE_OF_CALLS: Readonly<Record<Length, number>> = { short: 1, medium: 0.6, long: 0.3 };
/** One caller and a slow provider: a measurement is to take seconds all the same. */
const SLOW_CALLS_PER_CONNECTION = 5;

/** `miss-short-c10`, `hit-long-c1-stream-p300` */
export function nameOf({ answer, prompt, stream, connections, providerMs }: Omit<Traffic, 'calls'>): string {
  return [
    answer,
    prompt,
    `c${connections}`,
    ...(stream ? ['stream'] : []),
    ...(providerMs ? [`p${providerMs}`] : []),
  ].join('-');
}

/** The whole matrix, or what is chosen of it. */
export function trafficOf({ cells, prompts, connections, providerMs, calls }: Choice): Traffic[] {
  const wanted = cells.map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
  const all: Omit<Traffic, 'calls'>[] = (['miss', 'hit'] as const).flatMap((answer) =>
    LENGTHS.filter((prompt) => prompts.includes(prompt)).flatMap((prompt) =>
      [false, true].flatMap((stream) =>
        connections.flatMap((count) =>
          providerMs.map((ms) => ({ answer, prompt, stream, connections: count, providerMs: ms })),
        ),
      ),
    ),
  );
  return all
    .filter((traffic) => wanted.length === 0 || wanted.some((pattern) => pattern.test(nameOf(traffic))))
    .map((traffic) => {
      const most = traffic.providerMs > 0 ? SLOW_CALLS_PER_CONNECTION * traffic.connections : Infinity;
      const usual = Math.ceil(calls * SHARE_OF_CALLS[traffic.prompt]);
      return { ...traffic, calls: Math.max(traffic.connections, Math.min(usual, most)) };
    });
}
