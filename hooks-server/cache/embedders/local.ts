import { basename, resolve } from 'node:path';
import { startLocalPool } from '../../workers/local-model.js';
import type { Embedder, Embedding } from '../../vectors/embedding.js';

export interface LocalEmbedderOptions {
  readonly modelDir: string;
  /** Worker threads: as many texts are embedded at once. */
  readonly threads?: number;
  /** Threads that share the computation of one text; 1 when absent. */
  readonly threadsPerText?: number;
  readonly maxTokens?: number;
}

/**
 * Runs a sentence-transformers model (int8 ONNX) in worker threads. It is warm when this
 * resolves. Throws ConfigurationError when the folder holds no usable model.
 */
export async function createLocalEmbedder({
  modelDir,
  threads = 1,
  threadsPerText,
  maxTokens = 256,
}: LocalEmbedderOptions): Promise<Embedder> {
  const { pool, first } = await startLocalPool<readonly string[], Embedding[]>({
    module: new URL('./local-worker.js', import.meta.url),
    modelDir,
    maxTokens,
    threads,
    threadsPerText,
    name: 'embedding model',
    advice: 'Run `npm run models:fetch`.',
    probe: ['warm up'],
  });
  return {
    id: `local:${basename(resolve(modelDir))}:int8:${maxTokens}`,
    dimension: first[0]!.vector.length,
    near: 0.6,
    embed: (texts) => pool.run(texts),
    close: () => pool.close(),
  };
}
