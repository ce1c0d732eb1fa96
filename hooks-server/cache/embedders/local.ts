import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConfigurationError } from '../../errors.js';
import { createWorkerPool } from '../../workers/pool.js';
import type { Embedder, Embedding } from './embedder.js';
import type { LocalWorkerData } from './local-worker.js';

/** Files of a local model, below its folder. */
export const MODEL_FILES = ['tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'] as const;

/** Whether a folder holds everything that the local embedder needs. */
export async function hasModelFiles(modelDir: string): Promise<boolean> {
  const present = MODEL_FILES.map((file) =>
    access(join(modelDir, file)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(present)).every(Boolean);
}

export interface LocalEmbedderOptions {
  readonly modelDir: string;
  readonly threads?: number;
  readonly maxTokens?: number;
}

/**
 * Runs a sentence-transformers model (int8 ONNX) in worker threads. It is warm when this resolves, and gives a vector
 * for each word too. Throws ConfigurationError when the folder holds no usable model.
 */
export async function createLocalEmbedder({
  modelDir,
  threads = 1,
  maxTokens = 256,
}: LocalEmbedderOptions): Promise<Embedder> {
  if (!(await hasModelFiles(modelDir))) {
    throw new ConfigurationError(
      `No embedding model in ${modelDir}: expected ${MODEL_FILES.join(', ')}. Run \`npm run models:fetch\`.`,
    );
  }
  const workerData: LocalWorkerData = { modelDir, maxTokens };
  const pool = createWorkerPool<readonly string[], Embedding[]>({
    module: new URL('./local-worker.js', import.meta.url),
    threads,
    workerData,
  });
  try {
    const [probe] = await pool.run(['warm up']);
    return {
      id: `local:${basename(resolve(modelDir))}:int8:${maxTokens}`,
      dimension: probe!.vector.length,
      embed: (texts) => pool.run(texts),
      close: () => pool.close(),
    };
  } catch (cause) {
    await pool.close();
    throw new ConfigurationError(`The embedding model in ${modelDir} cannot be loaded.`, { cause });
  }
}
