import fc from 'fast-check';
import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { neededLogit, scoreOf } from '../../hooks-server/verification/calibration.js';
import { compareTexts } from '../../hooks-server/verification/features/extract.js';
import {
  createTreeLogit,
  createTreeLogitBy,
  treeLogit,
  TREE_DEPTH,
} from '../../hooks-server/verification/model.js';
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
    expect(weights.together.features).toEqual([...Object.keys(features), 'crossEncoder']);
  });

  it('have whole trees', () => {
    expect(weights.trees.trees.length).toBeGreaterThan(0);
    for (const tree of [...weights.trees.trees, ...weights.together.trees])
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
      for (const trees of [weights.trees, weights.together]) {
        const [without, with_] = [0, 1].map((value) =>
          treeLogit(trees, { ...features, cosine: 0.9, crossEncoder: 1, [name]: value }),
        );
        expect(with_).toBeLessThanOrEqual(without!);
      }
    }
  });

  it('never hold more of the cross-encoder for less', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (least, more) => {
          const [low, high] = [least, least + more].map((crossEncoder) =>
            treeLogit(weights.together, { ...features, crossEncoder }),
          );
          expect(high).toBeGreaterThanOrEqual(low!);
        },
      ),
    );
  });

  it('say the same whether trees are walked one by one, all at once, or as a function of one feature', () => {
    const { together: model } = weights;
    const ofAll = createTreeLogit(model);
    const ofCrossEncoder = createTreeLogitBy(model, 'crossEncoder');
    const random = fc.record(
      Object.fromEntries(model.features.map((name) => [name, fc.double({ min: -5, max: 5, noNaN: true })])),
    );
    fc.assert(
      fc.property(random, (given) => {
        const expected = treeLogit(model, given);
        expect(ofAll(given)).toBeCloseTo(expected, 9);
        expect(ofCrossEncoder(given)(given['crossEncoder'] ?? 0)).toBeCloseTo(expected, 9);
      }),
    );
  });

  it.each(['chinese', 'japaneseKorean', 'other'] as const)(
    'score more log-odds of either model higher, %s',
    (scripts) => {
      const calibration = weights.calibration[scripts];
      const given = (trees: number) => (crossEncoder: number) => trees + crossEncoder / 10;
      expect(scoreOf(calibration, given(1), 1)).toBeGreaterThan(scoreOf(calibration, given(0), 1));
      expect(scoreOf(calibration, given(1), 1)).toBeGreaterThan(scoreOf(calibration, given(1), 0));
      const needed = neededLogit(calibration, given(2), 0.7);
      expect(scoreOf(calibration, given(2), needed)).toBeGreaterThanOrEqual(0.7);
      expect(needed).toBeLessThanOrEqual(calibration.highest);
      expect(neededLogit(calibration, given(-100), 0.8)).toBe(Infinity);
    },
  );
});
