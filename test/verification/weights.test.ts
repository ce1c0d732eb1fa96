import { compareTexts } from '../../hooks-server/verification/features/extract.js';
import { scoreFeatures, TREE_DEPTH } from '../../hooks-server/verification/model.js';
import { contextualWeights } from '../../hooks-server/verification/weights-contextual.js';
import { lexicalWeights } from '../../hooks-server/verification/weights-lexical.js';

const embedding = { vector: Float32Array.of(1) };
const { features } = compareTexts({ text: 'a cat sat', embedding }, { text: 'the dog ran', embedding });

describe.each([
  ['contextual', contextualWeights],
  ['lexical', lexicalWeights],
])('the %s weights', (_, model) => {
  it('were trained on the features that are extracted today', () => {
    expect(model.features).toEqual(Object.keys(features));
  });

  it('have whole trees and cuts in order', () => {
    expect(model.trees.length).toBeGreaterThan(0);
    for (const tree of model.trees) expect(tree).toHaveLength(2 * (2 ** TREE_DEPTH - 1) + 2 ** TREE_DEPTH);
    expect(model.strict).toBeGreaterThan(model.standard);
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
        scoreFeatures(model, { ...features, cosine: 0.9, [name]: value }),
      );
      expect(with_).toBeLessThanOrEqual(without!);
    }
  });
});
