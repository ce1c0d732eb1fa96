import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../../../hooks-server/vectors/embedding.js';
import { createLocalEmbedder } from '../../../hooks-server/cache/embedders/local.js';
import { cosineOf } from '../../../hooks-server/vectors/cosine.js';
import { ConfigurationError } from '../../../hooks-server/errors.js';
import { lookupModel, writeTinyModel } from '../../support/tiny-onnx.js';

describe('the local embedder', () => {
  let folder: string;
  let embedder: Embedder;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'model-'));
    await writeTinyModel(folder, ['capital', 'of', 'france', 'play', '##ing', 'guitar', '?']);
    embedder = await createLocalEmbedder({ modelDir: folder, maxTokens: 16 });
  });

  afterAll(async () => {
    await embedder.close();
    await rm(folder, { recursive: true });
  });

  it('gives vectors of length 1, the same for the same text', async () => {
    const [first, second] = await embedder.embed(['Capital of France', 'Capital of France']);
    expect(cosineOf(first!.vector, first!.vector)).toBeCloseTo(1, 5);
    expect(second!.vector).toEqual(first!.vector);
    expect(first!.vector).toHaveLength(embedder.dimension);
  });

  it('gives a text the same vector alone and among others', async () => {
    const [alone] = await embedder.embed(['playing guitar']);
    const [, among] = await embedder.embed(['capital of france', 'playing guitar']);
    expect(among!.vector).toEqual(alone!.vector);
  });

  it('gives the same embedding however many threads share a text', async () => {
    const shared = await createLocalEmbedder({ modelDir: folder, maxTokens: 16, threadsPerText: 2 });
    const texts = ['playing guitar', 'capital of france ?'];
    expect(await shared.embed(texts)).toEqual(await embedder.embed(texts));
    await shared.close();
  });

  it('reads at most as many tokens as it was told', async () => {
    const [long, cut] = await embedder.embed(['guitar '.repeat(100), `${'guitar '.repeat(15)}of`]);
    expect(long!.vector).toEqual(cut!.vector);
  });

  it('takes an empty text', async () => {
    const [embedding] = await embedder.embed(['']);
    expect(embedding!.vector).toHaveLength(embedder.dimension);
  });

  it('says what is missing from a folder without a model', async () => {
    await expect(createLocalEmbedder({ modelDir: join(folder, 'nowhere') })).rejects.toThrow(
      ConfigurationError,
    );
  });

  it('refuses a model that cannot be loaded', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'broken-'));
    await writeTinyModel(broken, ['a']);
    await writeFile(join(broken, 'onnx', 'model_quantized.onnx'), lookupModel([[1]]).subarray(0, 20));
    await expect(createLocalEmbedder({ modelDir: broken })).rejects.toThrow('cannot be loaded');
    await rm(broken, { recursive: true });
  });
});
