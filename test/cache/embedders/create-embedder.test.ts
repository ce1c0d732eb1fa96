import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbedder } from '../../../hooks-server/cache/embedders/create-embedder.js';
import { cosineOf } from '../../../hooks-server/vectors/cosine.js';
import { embedderSettings } from '../../../hooks-server/cache/embedders/settings.js';
import { ConfigurationError } from '../../../hooks-server/errors.js';
import { loadStaticTable, type StaticTable } from '../../../hooks-server/vectors/static-table.js';
import { writeTinyModel } from '../../support/tiny-onnx.js';

let table: StaticTable;
beforeAll(async () => {
  table = await loadStaticTable();
});

describe('choosing an embedder', () => {
  const missing = join(tmpdir(), 'no-such-model');

  it('takes the table that ships with the service unless told otherwise', async () => {
    const embedder = await createEmbedder(embedderSettings.parse({}), { table, environment: {} });
    expect(embedder).toMatchObject({ id: table.id, dimension: table.dimension });
  });

  it('insists on a local model that was asked for by name', async () => {
    const settings = embedderSettings.parse({ kind: 'local', modelDir: missing });
    await expect(createEmbedder(settings, { table, environment: {} })).rejects.toThrow(ConfigurationError);
  });

  it('finds the model where the environment says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'model-'));
    await writeTinyModel(folder, ['hello']);
    const settings = embedderSettings.parse({ kind: 'local', modelDir: missing, deadlineMs: 10_000 });
    const embedder = await createEmbedder(settings, {
      table,
      environment: { HOOKS_EMBEDDING_MODEL_DIR: folder },
    });
    const [embedding] = await embedder.embed(['hello']);
    expect(embedder.id).toMatch(/^local:/);
    expect(embedding!.vector).toHaveLength(embedder.dimension);
    await embedder.close();
    await rm(folder, { recursive: true });
  });

  it('names another space when the endpoint, its model or its dimension changes', async () => {
    const ids = await Promise.all(
      [{ model: 'a' }, { model: 'b' }, { model: 'a', dimension: 8 }].map(async (openai) => {
        const settings = embedderSettings.parse({ kind: 'openai', openai });
        return (await createEmbedder(settings, { table, environment: {} })).id;
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('the lexical embedder', () => {
  it('puts a paraphrase above the usual threshold and another subject below it', async () => {
    const settings = embedderSettings.parse({ kind: 'lexical' });
    const embedder = await createEmbedder(settings, { table, environment: {} });
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
