import fc from 'fast-check';
import { leafValue } from '../../hooks-server/verification/model.js';
import { boost, createRandom, type Example } from '../../scripts/lab/train/boosting.js';
import { generatePairs } from '../../scripts/lab/train/generate-pairs.js';

const OPTIONS = {
  trees: 40,
  learningRate: 0.2,
  minWeight: 5,
  lambda: 1,
  rowShare: 1,
  columnShare: 1,
  monotone: [1, 0, 0] as const,
  seed: 3,
};

function createExamples(count: number): Example[] {
  const random = createRandom(5);
  return Array.from({ length: count }, () => {
    const values = [random(), random(), random()];
    const label = values[0]! > 0.5 !== values[1]! > 0.5 ? 1 : 0;
    return { values, label, weight: 1 };
  });
}

const predict = ({ bias, trees }: ReturnType<typeof boost>, values: readonly number[]) =>
  trees.reduce((sum, tree) => sum + leafValue(tree, values), bias);

describe('boosted trees', () => {
  it('learn what no single feature tells', () => {
    const examples = createExamples(400);
    const model = boost(examples, { ...OPTIONS, monotone: [0, 0, 0] });
    const right = examples.filter(({ values, label }) => predict(model, values) > 0 === (label === 1));
    expect(right.length).toBeGreaterThan(380);
  });

  it('never fall when a feature rises that may only raise them', () => {
    const model = boost(createExamples(400), OPTIONS);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (low, high, second, third) => {
        const [from, to] = [Math.min(low, high), Math.max(low, high)];
        expect(predict(model, [to, second, third])).toBeGreaterThanOrEqual(
          predict(model, [from, second, third]),
        );
      }),
    );
  });

  it('are the same for the same seed', () => {
    expect(boost(createExamples(100), OPTIONS)).toEqual(boost(createExamples(100), OPTIONS));
  });
});

describe('generated pairs', () => {
  it('are the same for the same seed, of both labels, and never one text twice', () => {
    const pairs = generatePairs(3, 7);
    expect(generatePairs(3, 7)).toEqual(pairs);
    expect(new Set(pairs.map(({ same }) => same)).size).toBe(2);
    for (const { a, b } of pairs) expect(a).not.toBe(b);
  });
});
