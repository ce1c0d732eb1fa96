import fc from 'fast-check';
import { stepsOf } from '../../../hooks-server/compression/agent/steps.js';
import type { TranscriptItem } from '../../../hooks-server/litellm/transcript.js';

const item = (more: Partial<TranscriptItem>): TranscriptItem => ({
  byModel: false,
  byUser: false,
  results: [],
  said: () => '',
  marked: false,
  ...more,
});

let calls = 0;
const result = (tool: string, size: number, failed = false) => {
  calls += 1;
  return {
    path: ['messages', calls, 'content'],
    tool,
    call: `call-${calls}`,
    text: 'x'.repeat(size),
    failed,
  };
};

/** A conversation: turns of the model with one or more calls, and users between. */
const conversation = fc
  .array(
    fc.record({
      tools: fc.array(
        fc.tuple(fc.constantFrom('bash', 'read', 'search'), fc.integer({ min: 0, max: 5_000 })),
        {
          maxLength: 3,
        },
      ),
      user: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((turns) => [
    item({ byUser: true }),
    ...turns.flatMap(({ tools, user }) => [
      item({ byModel: true }),
      ...tools.map(([tool, size]) => item({ results: [result(tool, size)] })),
      ...(user ? [item({ byUser: true })] : []),
    ]),
  ]);

const closed = (items: readonly TranscriptItem[], step: number) =>
  stepsOf(items, step).flatMap(({ results }) => results);

/** Where requests were sent: before each of the model's items, and at the end. */
const requests = (items: readonly TranscriptItem[]) =>
  [...items.keys(), items.length].filter((at) => at > 0 && (at === items.length || items[at]?.byModel));

describe('the steps in which results are shortened', () => {
  it('what one request has shortened, every later request shortens too, and nothing before it anew', () => {
    fc.assert(
      fc.property(conversation, fc.integer({ min: 1, max: 20_000 }), (items, size) => {
        let before: string[][] = [];
        for (const end of requests(items)) {
          const now = stepsOf(items.slice(0, end), size).map(({ results }) =>
            results.map(({ result: { call } }) => call),
          );
          expect(now.slice(0, before.length)).toEqual(before);
          before = now;
        }
      }),
    );
  });

  it('the newest result of each tool and what the model has not seen stay', () => {
    fc.assert(
      fc.property(conversation, fc.integer({ min: 1, max: 20_000 }), (items, size) => {
        const all = items.flatMap(({ results }) => results);
        const newest = new Set(
          ['bash', 'read', 'search'].map((tool) => all.findLast((each) => each.tool === tool)?.call),
        );
        const lastWord = items.findLastIndex(({ byModel }) => byModel);
        for (const { item: at, result: each } of closed(items, size)) {
          expect(newest.has(each.call)).toBe(false);
          expect(at).toBeLessThan(lastWord);
        }
      }),
    );
  });

  it('waits until enough has come together', () => {
    const turn = (size: number) => [item({ byModel: true }), item({ results: [result('bash', size)] })];
    const items = [item({ byUser: true }), ...turn(4_000), ...turn(4_000), ...turn(10)];
    expect(closed(items, 9_000)).toHaveLength(0);
    expect(closed(items, 8_000)).toHaveLength(2);
  });

  it('what a tool itself says has failed stays for good', () => {
    const items = [1, 2, 3, 4].flatMap(() => [
      item({ byModel: true }),
      item({ results: [result('bash', 5_000, true)] }),
    ]);
    expect(closed(items, 1)).toHaveLength(0);
  });

  it('thousands of calls take no time', () => {
    const items = Array.from({ length: 20_000 }, (_, at) =>
      at % 2 === 0 ? item({ byModel: true }) : item({ results: [result(`tool-${at % 7}`, 100)] }),
    );
    const start = process.cpuUsage().user;
    stepsOf(items, 6_000);
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(1_000);
  });
});
