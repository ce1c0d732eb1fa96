import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { neededLogit, scoreOf } from '../../hooks-server/verification/calibration.js';
import { compareTexts } from '../../hooks-server/verification/features/extract.js';
import { treeLogit, TREE_DEPTH } from '../../hooks-server/verification/model.js';
import { createReader } from '../../hooks-server/verification/verify.js';
import { loadWeights, type Weights } from '../../hooks-server/verification/weights.js';

describe('the weights that ship with the service', () => {
  let weights: Weights;
  let features: Readonly<Record<string, number>>;

  beforeAll(async () => {
    weights = await loadWeights();
    ({ features } = compareTexts('a cat sat', 'the dog ran', createReader(await loadStaticTable())));
  });

  it('were trained on the features that are extracted today', () => {
    expect(weights.trees.features).toEqual(Object.keys(features));
  });

  it('have whole trees', () => {
    expect(weights.trees.trees.length).toBeGreaterThan(0);
    for (const tree of weights.trees.trees)
      expect(tree).toHaveLength(2 * (2 ** TREE_DEPTH - 1) + 2 ** TREE_DEPTH);
  });

  it('never hold a contradiction for a likeness', () => {
    for (const name of [
      'numbersDiffer',
      'negationDiffers',
      'entitiesSubstituted',
      'temporalContradicts',
      'exchanged',
    ]) {
      const [without, with_] = [0, 1].map((value) =>
        treeLogit(weights.trees, { ...features, cosine: 0.9, [name]: value }),
      );
      expect(with_).toBeLessThanOrEqual(without!);
    }
  });

  it.each(['chinese', 'japaneseKorean', 'other'] as const)(
    'score more log-odds of either model higher, %s',
    (scripts) => {
      const calibration = weights.calibration[scripts];
      expect(scoreOf(calibration, 1, 1)).toBeGreaterThan(scoreOf(calibration, 0, 1));
      expect(scoreOf(calibration, 1, 1)).toBeGreaterThan(scoreOf(calibration, 1, 0));
      const needed = neededLogit(calibration, 2, 0.8);
      expect(scoreOf(calibration, 2, needed)).toBeCloseTo(0.8, 6);
      expect(neededLogit(calibration, -100, 0.8)).toBe(Infinity);
    },
  );
});
