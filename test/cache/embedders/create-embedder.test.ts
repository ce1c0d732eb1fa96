import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbedder } from '../../../hooks-server/cache/embedders/create-embedder.js';
import { cosineOf } from '../../../hooks-server/vectors/cosine.js';
import { embedderSettings } from '../../../hooks-server/cache/embedders/settings.js';
import { ConfigurationError } from '../../../hooks-server/errors.js';
import { writeTinyModel } from '../../support/tiny-onnx.js';

function createLog() {
  const warnings: unknown[] = [];
  const ignore = () => undefined;
  return {
    warnings,
    log: {
      debug: ignore,
      info: ignore,
      error: ignore,
      warn: (details: unknown) => void warnings.push(details),
    },
  };
}

describe('choosing an embedder', () => {
  const missing = join(tmpdir(), 'no-such-model');

  it('falls back to words alone, with one warning, when there is no model', async () => {
    const { log, warnings } = createLog();
    const settings = embedderSettings.parse({ modelDir: missing });
    const embedder = await createEmbedder(settings, { log, environment: {} });
    expect(embedder.id).toMatch(/^lexical/);
    expect(warnings).toHaveLength(1);
  });

  it('insists on a local model that was asked for by name', async () => {
    const settings = embedderSettings.parse({ kind: 'local', modelDir: missing });
    await expect(createEmbedder(settings, { log: createLog().log, environment: {} })).rejects.toThrow(
      ConfigurationError,
    );
  });

  it('finds the model where the environment says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'model-'));
    await writeTinyModel(folder, ['hello']);
    const settings = embedderSettings.parse({ modelDir: missing, deadlineMs: 10_000 });
    const embedder = await createEmbedder(settings, {
      log: createLog().log,
      environment: { HOOKS_EMBEDDING_MODEL_DIR: folder },
    });
    const [embedding] = await embedder.embed(['hello']);
    expect(embedder.id).toMatch(/^local:/);
    expect(embedding!.tokens!.tokens).toEqual(['hello']);
    await embedder.close();
    await rm(folder, { recursive: true });
  });

  it('names another space when the endpoint, its model or its dimension changes', async () => {
    const ids = await Promise.all(
      [{ model: 'a' }, { model: 'b' }, { model: 'a', dimension: 8 }].map(async (openai) => {
        const settings = embedderSettings.parse({ kind: 'openai', openai });
        return (await createEmbedder(settings, { log: createLog().log, environment: {} })).id;
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('the lexical embedder', () => {
  it('puts a paraphrase above the usual threshold and another subject below it', async () => {
    const settings = embedderSettings.parse({ kind: 'lexical' });
    const embedder = await createEmbedder(settings, { log: createLog().log, environment: {} });
    const [question, paraphrase, other] = await embedder.embed([
      'How can I reset my password?',
      'how to reset the password',
      'Which vaccines do toddlers need?',
    ]);
    expect(cosineOf(question!.vector, question!.vector)).toBeCloseTo(1, 5);
    expect(cosineOf(question!.vector, paraphrase!.vector)).toBeGreaterThan(0.8);
    expect(cosineOf(question!.vector, other!.vector)).toBeLessThan(0.7);
  });
});
