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

type Features = Readonly<Record<string, number>>;

/** Log-odds that two texts with these features want the same answer. A missing feature counts as 0. */
export function treeLogit(model: BoostedTrees, features: Features): number {
  const values = valuesOf(model, features);
  return model.trees.reduce((sum, tree) => sum + leafValue(tree, values), model.bias);
}

/** `treeLogit` of one model, made ready to be asked of every pair. */
export function createTreeLogit(model: BoostedTrees): (features: Features) => number {
  const sumOfAll = createSum(model.trees);
  return (features) => model.bias + sumOfAll(valuesOf(model, features));
}

/** The same as a function of one feature: of the trees that do not look at it the sum is taken once. */
export function createTreeLogitBy(
  model: BoostedTrees,
  name: string,
): (features: Features) => (value: number) => number {
  const place = model.features.indexOf(name);
  const looksAtIt = (tree: readonly number[]) =>
    place >= 0 && tree.slice(0, FIRST_LEAF).some((feature, at) => at % 2 === 0 && feature === place);
  const sumWithIt = createSum(model.trees.filter(looksAtIt));
  const sumWithout = createSum(model.trees.filter((tree) => !looksAtIt(tree)));
  return (features) => {
    let values: Float64Array | undefined;
    let base = 0;
    return (value) => {
      if (values === undefined) {
        values = valuesOf(model, features);
        base = model.bias + sumWithout(values);
      }
      if (place >= 0) values[place] = value;
      return base + sumWithIt(values);
    };
  };
}

/** Adds up what trees say. Their rows lie one behind the other: hundreds of small arrays are slow to walk. */
function createSum(trees: readonly (readonly number[])[]): (values: Float64Array) => number {
  const rows = Float64Array.from(trees.flat());
  const width = FIRST_LEAF + SPLITS + 1;
  return (values) => {
    let sum = 0;
    for (let start = 0; start < rows.length; start += width) sum += leafValue(rows, values, start);
    return sum;
  };
}

function valuesOf(model: BoostedTrees, features: Features): Float64Array {
  return Float64Array.from(model.features, (name) => features[name] ?? 0);
}

/** The value of the leaf that a row of features falls into, by the tree whose row begins at `start`. */
export function leafValue(trees: ArrayLike<number>, values: ArrayLike<number>, start = 0): number {
  let node = 0;
  for (let level = 0; level < TREE_DEPTH; level += 1) {
    const feature = trees[start + 2 * node]!;
    const right = feature >= 0 && values[feature]! > trees[start + 2 * node + 1]!;
    node = 2 * node + (right ? 2 : 1);
  }
  return trees[start + FIRST_LEAF + node - SPLITS]!;
}
