import { leafValue, TREE_DEPTH } from '../../../hooks-server/verification/model.js';

/** One example: values of the features in a fixed order, whether the pair is the same, and its weight. */
export interface Example {
  readonly values: readonly number[];
  readonly label: 0 | 1;
  readonly weight: number;
}

export interface BoostingOptions {
  readonly trees: number;
  readonly learningRate: number;
  /** Least sum of weights in a leaf. */
  readonly minWeight: number;
  /** L2 penalty on leaf values. */
  readonly lambda: number;
  readonly rowShare: number;
  readonly columnShare: number;
  /** For each feature: 1 when more of it may only raise the score, -1 when it may only lower it, 0 for either. */
  readonly monotone: readonly (-1 | 0 | 1)[];
  readonly seed: number;
}

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly gain: number;
  readonly left: number;
  readonly right: number;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** A small deterministic generator of numbers from 0 to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Gradient boosting with logistic loss and second-order leaf values (Chen and Guestrin, XGBoost, 2016), exact splits and
 * monotone constraints kept by bounds on both halves of a split. Returns trees in the form of `BoostedTrees`.
 */
export function boost(
  examples: readonly Example[],
  options: BoostingOptions,
): { bias: number; trees: number[][] } {
  const random = createRandom(options.seed);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const positive = examples.reduce((sum, { weight, label }) => sum + weight * label, 0);
  const bias = Math.log(positive / (total - positive));
  const margins = examples.map(() => bias);
  const columns = options.monotone.map((_, feature) =>
    Float64Array.from(examples, ({ values }) => values[feature]!),
  );
  const orders = options.monotone.map((_, feature) =>
    Int32Array.from(examples.keys()).sort((x, y) => columns[feature]![x]! - columns[feature]![y]!),
  );
  const trees: number[][] = [];
  for (let round = 0; round < options.trees; round += 1) {
    const tree = growTree(examples, margins, { columns, orders }, options, random);
    trees.push(tree);
    examples.forEach(({ values }, index) => (margins[index]! += leafValue(tree, values)));
  }
  return { bias, trees };
}

function growTree(
  examples: readonly Example[],
  margins: readonly number[],
  { columns, orders }: Pick<GrowthState, 'columns' | 'orders'>,
  options: BoostingOptions,
  random: () => number,
): number[] {
  const gradients = new Float64Array(examples.length);
  const hessians = new Float64Array(examples.length);
  const node = new Int32Array(examples.length).fill(-1);
  examples.forEach(({ label, weight }, index) => {
    if (random() > options.rowShare) return;
    const probability = 1 / (1 + Math.exp(-margins[index]!));
    gradients[index] = weight * (probability - label);
    hessians[index] = weight * probability * (1 - probability);
    node[index] = 0;
  });
  const features = options.monotone.flatMap((_, feature) =>
    random() < options.columnShare ? [feature] : [],
  );
  const splitCount = 2 ** TREE_DEPTH - 1;
  const tree = new Array<number>(2 * splitCount + splitCount + 1).fill(0);
  const bounds: Bounds[] = [{ low: -Infinity, high: Infinity }];
  for (let current = 0; current < splitCount; current += 1) {
    const state = { columns, gradients, hessians, node, orders, features, options };
    const split = findSplit(state, current, bounds[current]!);
    tree[2 * current] = split?.feature ?? -1;
    tree[2 * current + 1] = split ? roundUp(split.threshold) : 0;
    [bounds[2 * current + 1], bounds[2 * current + 2]] = childBounds(
      bounds[current]!,
      split,
      options.monotone,
    );
    node.forEach((at, index) => {
      if (at !== current) return;
      const right = split && examples[index]!.values[split.feature]! > tree[2 * current + 1]!;
      node[index] = 2 * current + (right ? 2 : 1);
    });
  }
  for (let leaf = 0; leaf <= splitCount; leaf += 1) {
    const sums = sumNode(node, gradients, hessians, splitCount + leaf);
    const value = clamp(leafWeight(sums.gradient, sums.hessian, options.lambda), bounds[splitCount + leaf]!);
    tree[2 * splitCount + leaf] = Number((value * options.learningRate).toFixed(4));
  }
  return tree;
}

interface GrowthState {
  /** Values of each feature, by example. */
  readonly columns: readonly Float64Array[];
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  readonly node: Int32Array;
  /** For each feature, the examples by rising value. */
  readonly orders: readonly Int32Array[];
  readonly features: readonly number[];
  readonly options: BoostingOptions;
}

function findSplit(state: GrowthState, current: number, bounds: Bounds): Split | undefined {
  const total = sumNode(state.node, state.gradients, state.hessians, current);
  let best: Split | undefined;
  for (const feature of state.features) {
    const split = bestThreshold(state, current, feature, total, bounds);
    if (split && split.gain > (best?.gain ?? 1e-6)) best = split;
  }
  return best;
}

function bestThreshold(
  { columns, gradients, hessians, node, orders, options }: GrowthState,
  current: number,
  feature: number,
  total: { gradient: number; hessian: number; weight: number },
  bounds: Bounds,
): Split | undefined {
  const { lambda, minWeight } = options;
  const score = (gradient: number, hessian: number, value: number) =>
    -(gradient * value + 0.5 * (hessian + lambda) * value * value);
  const parent = score(
    total.gradient,
    total.hessian,
    clamp(leafWeight(total.gradient, total.hessian, lambda), bounds),
  );
  let [gradient, hessian, count] = [0, 0, 0];
  let previous: number | undefined;
  let best: Split | undefined;
  const column = columns[feature]!;
  const order = orders[feature]!;
  for (let place = 0; place < order.length; place += 1) {
    const index = order[place]!;
    if (node[index] !== current) continue;
    const value = column[index]!;
    if (
      previous !== undefined &&
      value - previous > 1e-9 &&
      count >= minWeight &&
      total.weight - count >= minWeight
    ) {
      const left = clamp(leafWeight(gradient, hessian, lambda), bounds);
      const right = clamp(leafWeight(total.gradient - gradient, total.hessian - hessian, lambda), bounds);
      const gain =
        score(gradient, hessian, left) +
        score(total.gradient - gradient, total.hessian - hessian, right) -
        parent;
      const allowed = options.monotone[feature]! * (right - left) >= 0;
      if (allowed && gain > (best?.gain ?? 0))
        best = { feature, threshold: (previous + value) / 2, gain, left, right };
    }
    gradient += gradients[index]!;
    hessian += hessians[index]!;
    count += 1;
    previous = value;
  }
  return best;
}

function sumNode(node: Int32Array, gradients: Float64Array, hessians: Float64Array, wanted: number) {
  let [gradient, hessian, weight] = [0, 0, 0];
  node.forEach((at, index) => {
    if (at !== wanted) return;
    gradient += gradients[index]!;
    hessian += hessians[index]!;
    weight += 1;
  });
  return { gradient, hessian, weight };
}

function leafWeight(gradient: number, hessian: number, lambda: number): number {
  return -gradient / (hessian + lambda);
}

function clamp(value: number, { low, high }: Bounds): number {
  return Math.min(high, Math.max(low, value));
}

function childBounds(
  bounds: Bounds,
  split: Split | undefined,
  monotone: readonly number[],
): [Bounds, Bounds] {
  const direction = split ? monotone[split.feature]! : 0;
  if (!split || direction === 0) return [bounds, bounds];
  const middle = (split.left + split.right) / 2;
  const [lower, upper] = [
    { low: bounds.low, high: middle },
    { low: middle, high: bounds.high },
  ];
  return direction > 0 ? [lower, upper] : [upper, lower];
}

/** Four digits are plenty for a threshold; the split itself is made with the rounded one. */
function roundUp(threshold: number): number {
  return Number(threshold.toFixed(4));
}
