/** Depth of every tree of the learned score. */
export const TREE_DEPTH = 3;
const SPLITS = 2 ** TREE_DEPTH - 1;

/**
 * Boosted trees over the features of a comparison. Each tree is one row of numbers: a feature's index and a threshold
 * for each of its 7 splits (breadth first; values up to the threshold go left; index -1 always goes left), then the 8
 * values of its leaves.
 */
export interface BoostedTrees {
  readonly features: readonly string[];
  readonly bias: number;
  readonly trees: readonly (readonly number[])[];
  /** A score from here on is accepted in `standard` and in `strict` mode. */
  readonly standard: number;
  readonly strict: number;
}

/** Probability from 0 to 1 that two texts with these features want the same answer. A missing feature counts as 0. */
export function scoreFeatures(model: BoostedTrees, features: Readonly<Record<string, number>>): number {
  const values = model.features.map((name) => features[name] ?? 0);
  const sum = model.trees.reduce((total, tree) => total + leafValue(tree, values), model.bias);
  return 1 / (1 + Math.exp(-sum));
}

/** The value of the leaf that a row of features falls into. */
export function leafValue(tree: readonly number[], values: readonly number[]): number {
  let node = 0;
  for (let level = 0; level < TREE_DEPTH; level += 1) {
    const feature = tree[2 * node]!;
    const right = feature >= 0 && values[feature]! > tree[2 * node + 1]!;
    node = 2 * node + (right ? 2 : 1);
  }
  return tree[2 * SPLITS + node - SPLITS]!;
}
