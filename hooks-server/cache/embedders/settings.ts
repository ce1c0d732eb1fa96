import { z } from 'zod';

/** What turns texts into vectors for the semantic layer, and how long a request may wait for it. */
export const embedderSettings = z.strictObject({
  kind: z
    .enum(['static', 'local', 'openai', 'lexical'], {
      error: ({ input }) =>
        input === 'auto'
          ? 'expected `static`, which needs no model of yours and took the place of `auto`, or `local` where you have fetched one'
          : undefined,
    })
    .default('static')
    .describe(
      'How near questions are found: `static` takes the table of word vectors that comes with the service, `local` a sentence model (`npm run models:fetch`), `openai` an endpoint, `lexical` the words alone.',
    ),
  modelDir: z
    .string()
    .default('.data/models/all-MiniLM-L6-v2')
    .describe(
      'Folder of the local ONNX model; the environment variable HOOKS_EMBEDDING_MODEL_DIR wins over it.',
    ),
  threads: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe('Worker threads that run the local model: texts embedded at once.'),
  threadsPerText: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe(
      'Threads that share the computation of one text. 2 shorten the wait where cores are idle, for some more computing time; 1 where LiteLLM needs them.',
    ),
  maxTokens: z
    .int()
    .min(16)
    .max(512)
    .default(256)
    .describe('Tokens of a text that the local model reads; it was trained on 256 at most.'),
  deadlineMs: z.int().min(1).default(100).describe('A request goes on without an embedding after this time.'),
  cachedQueries: z.int().min(0).default(2_000).describe('Embeddings of recent texts kept in memory.'),
  breakerFailures: z
    .int()
    .min(1)
    .default(5)
    .describe('After this many failures in a row the embedder is left alone for a while.'),
  breakerPauseMs: z
    .int()
    .min(1)
    .default(5_000)
    .describe('How long a failing embedder is left alone before it is tried again.'),
  openai: z
    .strictObject({
      baseUrl: z
        .string()
        .default('http://localhost:4000/v1')
        .describe('Base address of an OpenAI-compatible API, up to and with `/v1`.'),
      model: z.string().default('text-embedding-3-small').describe('Model that the endpoint is asked for.'),
      dimension: z
        .int()
        .min(1)
        .default(1536)
        .describe('Length of the vectors that the endpoint answers with.'),
      sendDimension: z
        .boolean()
        .default(false)
        .describe('Whether to ask for that length; only some models take `dimensions`.'),
      apiKeyVariable: z
        .string()
        .default('HOOKS_EMBEDDING_API_KEY')
        .describe('Name of the environment variable with the key; no header is sent when it is unset.'),
    })
    .prefault({})
    .describe('The endpoint of the `openai` kind: LiteLLM itself, TEI, Ollama or a provider.'),
});

export type EmbedderSettings = z.infer<typeof embedderSettings>;
