import type { Embedder } from '../../vectors/embedding.js';
import type { StaticTable } from '../../vectors/static-table.js';
import { createLexicalEmbedder } from './lexical.js';
import { createLocalEmbedder } from './local.js';
import { createOpenAiEmbedder } from './openai.js';
import { createResilientEmbedder } from './resilient.js';
import { createStaticEmbedder } from './static.js';
import type { EmbedderSettings } from './settings.js';

export interface EmbedderDependencies {
  readonly table: StaticTable;
  /** The process's environment: HOOKS_EMBEDDING_MODEL_DIR and the key of the endpoint are read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch?: typeof fetch;
}

/**
 * The embedder that the settings name, with deadline, circuit breaker, single flight and memory of recent texts around
 * it. Throws ConfigurationError when it cannot be started.
 */
export async function createEmbedder(
  settings: EmbedderSettings,
  deps: EmbedderDependencies,
): Promise<Embedder> {
  // Sums of vectors never wait and never fail, so that nothing need be put around them.
  if (settings.kind === 'static') return createStaticEmbedder(deps.table);
  return createResilientEmbedder(await createInner(settings, settings.kind, deps), settings);
}

async function createInner(
  settings: EmbedderSettings,
  kind: Exclude<EmbedderSettings['kind'], 'static'>,
  deps: EmbedderDependencies,
): Promise<Embedder> {
  const modelDir = deps.environment['HOOKS_EMBEDDING_MODEL_DIR'] || settings.modelDir;
  const { threads, threadsPerText, maxTokens } = settings;
  switch (kind) {
    case 'local':
      return createLocalEmbedder({ modelDir, threads, threadsPerText, maxTokens });
    case 'openai': {
      const { apiKeyVariable, ...endpoint } = settings.openai;
      const apiKey = deps.environment[apiKeyVariable];
      return createOpenAiEmbedder({
        ...endpoint,
        ...(apiKey && { apiKey }),
        ...(deps.fetch && { fetch: deps.fetch }),
      });
    }
    case 'lexical':
      return createLexicalEmbedder();
    default:
      return kind satisfies never;
  }
}
