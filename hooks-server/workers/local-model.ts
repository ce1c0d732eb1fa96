import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../errors.js';
import { createWorkerPool, type WorkerPool } from './pool.js';

/** Files of a local model, below its folder. */
export const MODEL_FILES = ['tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'] as const;

/** What a worker thread with a local model is started with. */
export interface LocalModelData {
  readonly modelDir: string;
  readonly maxTokens: number;
  /** Threads that share the computation of one text; 1 when absent. */
  readonly threadsPerText?: number | undefined;
}

/** Whether a folder holds everything that a local model needs. */
export async function hasModelFiles(modelDir: string): Promise<boolean> {
  const present = MODEL_FILES.map((file) =>
    access(join(modelDir, file)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(present)).every(Boolean);
}

export interface LocalPoolOptions<Input> extends LocalModelData {
  readonly module: URL;
  readonly threads: number;
  readonly queue?: number;
  /** What the model is, for error messages: `embedding model`. */
  readonly name: string;
  /** What to do about missing files. */
  readonly advice: string;
  /** A first job, so that no request waits for the model to load. */
  readonly probe: Input;
}

/**
 * Starts worker threads with a local model, warm when this resolves; `first` is the probe's result. Throws
 * ConfigurationError when the folder holds no usable model.
 */
export async function startLocalPool<Input, Output>({
  modelDir,
  maxTokens,
  threadsPerText,
  name,
  advice,
  probe,
  ...options
}: LocalPoolOptions<Input>): Promise<{ pool: WorkerPool<Input, Output>; first: Output }> {
  if (!(await hasModelFiles(modelDir))) {
    throw new ConfigurationError(`No ${name} in ${modelDir}: expected ${MODEL_FILES.join(', ')}. ${advice}`);
  }
  const workerData: LocalModelData = { modelDir, maxTokens, threadsPerText };
  const pool = createWorkerPool<Input, Output>({ ...options, workerData });
  try {
    return { pool, first: await pool.run(probe) };
  } catch (cause) {
    await pool.close();
    throw new ConfigurationError(`The ${name} in ${modelDir} cannot be loaded.`, { cause });
  }
}
