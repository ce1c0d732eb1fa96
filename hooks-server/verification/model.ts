/** Depth of every tree of the learned score. */
export const TREE_DEPTH = 3;
const SPLITS = 2 ** TREE_DEPTH - 1;
/** Where the leaves' values begin in a tree's row. */
export const FIRST_LEAF = 2 * SPLITS;

/**
 * Boosted trees over the features of a comparison. Each tree is one row of numbers: a feature's index and a threshold
 * for each of its 7 splits (breadth first; values up to the threshold go left; index -1 always goes left), then the 8
 * values of its leaves.
 */
export interface BoostedTrees {
  readonly features: readonly string[];
  readonly bias: number;
  readonly trees: readonly (readonly number[])[];
}

/** Log-odds that two texts with these features want the same answer. A missing feature counts as 0. */
export function treeLogit(model: BoostedTrees, features: Readonly<Record<string, number>>): number {
  return sumOf(model, valuesOf(model, features));
}

/** The same as a function of one feature, for whoever asks it many times of one comparison. */
export function treeLogitBy(
  model: BoostedTrees,
  features: Readonly<Record<string, number>>,
  name: string,
): (value: number) => number {
  const place = model.features.indexOf(name);
  let values: number[] | undefined;
  return (value) => {
    values ??= valuesOf(model, features);
    if (place >= 0) values[place] = value;
    return sumOf(model, values);
  };
}

function valuesOf(model: BoostedTrees, features: Readonly<Record<string, number>>): number[] {
  return model.features.map((name) => features[name] ?? 0);
}

function sumOf(model: BoostedTrees, values: readonly number[]): number {
  return model.trees.reduce((total, tree) => total + leafValue(tree, values), model.bias);
}

/** The value of the leaf that a row of features falls into. */
export function leafValue(tree: readonly number[], values: readonly number[]): number {
  let node = 0;
  for (let level = 0; level < TREE_DEPTH; level += 1) {
    const feature = tree[2 * node]!;
    const right = feature >= 0 && values[feature]! > tree[2 * node + 1]!;
    node = 2 * node + (right ? 2 : 1);
  }
  return tree[FIRST_LEAF + node - SPLITS]!;
}
