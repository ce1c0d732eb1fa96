import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from '../errors.js';
import { createWorkerPool } from '../workers/pool.js';
import { modelFile } from '../workers/model-file.js';
import type { StaticTable } from '../vectors/static-table.js';
import type { CrossEncoderSettings } from './settings.js';

/** A pair of texts, and the log-odds from which on no other pair need be looked at. */
export interface WantedPair {
  readonly texts: readonly [string, string];
  readonly needed: number;
}

/** The same as the worker gets it: the ids of each text's pieces, the texts in the order of their characters. */
export interface EncodedPair {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly needed: number;
}

/** A model that reads both texts at once, which sees more than two vectors do and takes longer. */
export interface CrossEncoder {
  /**
   * Log-odds that the texts of each pair ask the same; null for pairs behind the first that reaches what it needs, and
   * for pairs too long to be judged. Rejects with DeadlineError or UnavailableError: the look-up is then a miss.
   */
  score(pairs: readonly WantedPair[]): Promise<readonly (number | null)[]>;
  close(): Promise<void>;
}

const NETWORK = fileURLToPath(modelFile('cross-encoder/model.onnx'));

export interface CrossEncoderOptions {
  /** Cuts texts into pieces, on the event loop: a second tokenizer in the worker would take 50 MB. */
  readonly table: Pick<StaticTable, 'piecesOf'>;
  readonly network?: string;
  /** Told when the model turns out to be unusable: all pairs are then rejected. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/**
 * Starts the cross-encoder. Its threads load the model on their own time, and until then reject what they are asked: the
 * service need not wait for it. Throws ConfigurationError when the file is not there.
 */
export async function createCrossEncoder(
  { threads, queue, deadlineMs }: Pick<CrossEncoderSettings, 'threads' | 'queue' | 'deadlineMs'>,
  { table, network = NETWORK, onFault }: CrossEncoderOptions,
): Promise<CrossEncoder> {
  await access(network).catch((cause: unknown) => {
    throw new ConfigurationError(`No cross-encoder: expected ${network}.`, { cause });
  });
  const pool = createWorkerPool<readonly EncodedPair[], (number | null)[]>({
    module: new URL('./cross-encoder-worker.js', import.meta.url),
    threads,
    queue,
    workerData: network,
  });
  let closed = false;
  const loading = Array.from({ length: threads }, () =>
    pool.run([{ first: [], second: [], needed: Infinity }]).catch((error: unknown) => {
      if (!closed) onFault?.(error);
    }),
  );
  return {
    score: (pairs) =>
      pool.run(
        pairs.map((pair) => encode(pair, table)),
        deadlineMs,
      ),
    close: async () => {
      closed = true;
      // A thread that is ended while the runtime opens the model takes the whole process with it.
      await Promise.all(loading);
      await pool.close();
    },
  };
}

/** In order, as it was trained: the same whichever text was stored. */
function encode({ texts, needed }: WantedPair, table: Pick<StaticTable, 'piecesOf'>): EncodedPair {
  const [a, b] = texts;
  const [first, second] = a <= b ? [a, b] : [b, a];
  return { first: table.piecesOf(first), second: table.piecesOf(second), needed };
}
