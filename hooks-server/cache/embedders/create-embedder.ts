import type { Log } from '../../telemetry/log.js';
import { hasModelFiles } from '../../workers/local-model.js';
import type { Embedder } from '../../vectors/embedding.js';
import { createLexicalEmbedder } from './lexical.js';
import { createLocalEmbedder } from './local.js';
import { createOpenAiEmbedder } from './openai.js';
import { createResilientEmbedder } from './resilient.js';
import type { EmbedderSettings } from './settings.js';

export interface EmbedderDependencies {
  readonly log: Log;
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
  return createResilientEmbedder(await createInner(settings, deps), settings);
}

async function createInner(settings: EmbedderSettings, deps: EmbedderDependencies): Promise<Embedder> {
  const modelDir = deps.environment['HOOKS_EMBEDDING_MODEL_DIR'] || settings.modelDir;
  const { threads, threadsPerText, maxTokens } = settings;
  const startLocal = () => createLocalEmbedder({ modelDir, threads, threadsPerText, maxTokens });
  switch (settings.kind) {
    case 'local':
      return startLocal();
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
    case 'auto': {
      if (await hasModelFiles(modelDir)) return startLocal();
      deps.log.warn({ modelDir }, 'no embedding model found: comparing texts by their words alone');
      return createLexicalEmbedder();
    }
    default:
      return settings.kind satisfies never;
  }
}
