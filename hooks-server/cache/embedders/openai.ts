import { z } from 'zod';
import { UnavailableError } from '../../errors.js';
import type { Embedder } from '../../vectors/embedding.js';
import { normalise } from '../../vectors/normalise.js';

const answerSchema = z.looseObject({
  data: z.array(z.looseObject({ index: z.int().min(0), embedding: z.array(z.number()) })),
});

export interface OpenAiEmbedderOptions {
  readonly baseUrl: string;
  readonly model: string;
  readonly dimension: number;
  readonly sendDimension?: boolean;
  readonly apiKey?: string;
  /** The request is given up after this time, in milliseconds. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** Asks any OpenAI-compatible `/v1/embeddings` endpoint (LiteLLM, TEI, Ollama, a provider). */
export function createOpenAiEmbedder({
  baseUrl,
  model,
  dimension,
  sendDimension = false,
  apiKey,
  timeoutMs = 10_000,
  fetch: request = fetch,
}: OpenAiEmbedderOptions): Embedder {
  const url = `${baseUrl.replace(/\/+$/, '')}/embeddings`;
  const headers = {
    'content-type': 'application/json',
    ...(apiKey && { authorization: `Bearer ${apiKey}` }),
  };
  const ask = async (input: readonly string[]): Promise<unknown> => {
    const body = { model, input, encoding_format: 'float', ...(sendDimension && { dimensions: dimension }) };
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await request(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
    if (!response.ok) throw new UnavailableError(`The embedding endpoint answered ${response.status}.`);
    return response.json();
  };
  return {
    id: `openai:${model}:${dimension}`,
    dimension,
    near: 0.5,
    async embed(texts) {
      const answer = await ask(texts).catch((cause: unknown) => {
        if (cause instanceof UnavailableError) throw cause;
        throw new UnavailableError('The embedding endpoint cannot be reached.', { cause });
      });
      return readVectors(answer, texts.length, dimension).map((vector) => ({ vector }));
    },
    close: () => Promise.resolve(),
  };
}

/** The vectors in the order of the input, whatever the order of the answer. */
function readVectors(answer: unknown, count: number, dimension: number): Float32Array[] {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new UnavailableError('The embedding endpoint answered in an unknown form.');
  const byIndex = new Map(parsed.data.data.map(({ index, embedding }) => [index, embedding]));
  return Array.from({ length: count }, (_, index) => {
    const embedding = byIndex.get(index);
    if (embedding?.length !== dimension) {
      throw new UnavailableError(
        `Expected an embedding of ${dimension} values for each text, got ${embedding?.length ?? 'none'}.`,
      );
    }
    return normalise(embedding);
  });
}
