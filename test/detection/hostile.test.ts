import { createDetector } from '../../hooks-server/detection/detector.js';
import { compilePatterns } from '../../hooks-server/detection/operator-patterns.js';
import { createValueHash } from '../../hooks-server/detection/redact.js';
import { detectionSettings } from '../../hooks-server/detection/settings.js';
import { hostileTexts } from '../../scripts/lab/bench/hostile-texts.js';
import { prose } from '../../scripts/lab/bench/prose.js';

/**
 * Processor time in milliseconds, since on a shared machine the wall clock tells of the neighbours; the least of three runs,
 * since the first pays for the compiler, too.
 */
function cost(work: () => unknown): number {
  const runs = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

/** How often the cost of prose of the same length a text may cost: a rule that is quadratic costs thousands of times as much. */
const AT_MOST = 25;

describe('hostile texts of 100 kB', () => {
  const settings = detectionSettings.parse({
    maxChars: 1_000_000,
    maxDurationMs: 1000,
    patterns: [{ name: 'nested', pattern: '(a+)+b' }],
  });
  const detector = createDetector({ hashValue: createValueHash('test') });
  const costOf = (content: string) =>
    cost(() => detector.scanRequest({ messages: [{ role: 'user', content }], settings }));
  const texts = hostileTexts(100_000);
  const ordinary = costOf(prose(100_000 / 4, 1).slice(0, 100_000));

  // A ratio within one run, since the machine may be busy; the benchmark prints the real figures, most of them under 50 ms.
  it.each(Object.keys(texts))('%s cost every rule together about what prose of that length does', (name) => {
    expect(costOf(texts[name] ?? '') / ordinary).toBeLessThan(AT_MOST);
  });
});

it('an allowed phrase that fills a text is taken out in time linear in the text', () => {
  const settings = detectionSettings.parse({
    maxChars: 2_000_000,
    maxDurationMs: 1000,
    detectors: { pii: false, secrets: false },
    allowPhrases: ['aaa'],
  });
  const detector = createDetector({ hashValue: createValueHash('test') });
  const costOf = (content: string) =>
    cost(() => detector.scanRequest({ messages: [{ role: 'user', content }], settings }));
  expect(costOf('a'.repeat(600_000)) / costOf(prose(600_000 / 4, 1))).toBeLessThan(AT_MOST);
});

describe('compilePatterns', () => {
  it.each([
    ['look-around', '(?<=id )\\d+', 'look-around'],
    ['a back-reference', '(a)\\1', 'back-references'],
    ['broken syntax', '(unclosed', 'refused'],
    ['a match of nothing', 'a*', 'empty'],
  ])('refuses %s with the reason and the name of the pattern', (_, pattern, reason) => {
    const compile = () => compilePatterns([{ name: 'mine', pattern, ignoreCase: false, score: 0.8 }]);
    expect(compile).toThrow(reason);
    expect(compile).toThrow('detection.patterns[0] (mine)');
  });

  it('finds with offsets in UTF-16 units, in either case when asked', () => {
    const [compiled] = compilePatterns([
      { name: 'badge', pattern: 'emp-[0-9]{4}', ignoreCase: true, score: 0.9 },
    ]);
    const text = '😀 EMP-1234';
    expect(compiled?.find(text)).toEqual([
      { kind: 'badge', score: 0.9, start: 3, end: 11, signals: ['operator-pattern'] },
    ]);
  });
});
