import { compressed } from './support/jobs.js';

const facts = Array.from({ length: 100 }, (_, at) => `item ${at} alpha beta gamma delta epsilon.`).join(' ');
const asking = 'What is the alpha of item 5?';
const blanks = ' '.repeat(60_000);

/**
 * Texts on which patterns that share a run between two parts took from two seconds to minutes. Generous: the machine
 * that runs the tests may be busy.
 */
const LONGEST_MS = 3_000;

describe('a text of one piled-up character takes time that grows with its length only', () => {
  beforeAll(() => void compressed([`${facts}\n\n${asking}`]), 60_000);

  it.each([
    ['blanks in a table’s rule', `${facts}\n|x|\n--|--${blanks}x\n\n${asking}`],
    ['blanks in a table’s row', `${facts}\n\n| a | b |\n|---|---|\n| c${blanks}| d |\n\n${asking}`],
    ['blanks in a log line', `${facts}\n\n2024-01-01T00:00:00 INFO a${blanks}b\n\n${asking}`],
    ['blanks where there is no question', `${facts}\n\nx${blanks}x`],
    ['blanks after headings', `${facts}\n${`# context${' '.repeat(148)}x\n`.repeat(400)}\n${asking}`],
    ['footnote marks', `${facts} .${'[.]'.repeat(60_000)}x yes\n\n${asking}`],
    ['400 kB of blanks', `${facts}\n${' '.repeat(400_000)}\n\n${asking}`],
    ['blank lines of blanks', `${facts}\n${`${' '.repeat(400)}\n`.repeat(1_000)}x\n\n${asking}`],
    ['300,000 characters without a blank', `${facts}\n\n${'abcdefghij'.repeat(30_000)}\n\n${asking}`],
    ['mail signs', `${'a@'.repeat(150_000)}\n\n${facts}\n\n${asking}`],
    ['keys that open nothing', `${facts}\n\n${'key:\n'.repeat(20_000)}\n${asking}`],
    [
      'keys ever deeper',
      `${facts}\n\n${Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}k${at}:`).join('\n')}\n\n${asking}`,
    ],
    ['sections', `${facts}\n\n${'[section]\nkey = 1\n'.repeat(10_000)}\n${asking}`],
    ['list items that never end', `${facts}\n\n- item\n${'  and so on. \n'.repeat(20_000)}\n${asking}`],
    ['a speaker without an end', `${facts}\n\nAnn: so\n${'and so on then. \n'.repeat(20_000)}\n${asking}`],
    ['separators', `${facts}\n\n${`${',;'.repeat(500)}\n`.repeat(200)}\n${asking}`],
    ['labels', `${facts}\n\n${'a: b\n'.repeat(40_000)}\n${asking}`],
    ['sentences without a clause', `${`${'あ'.repeat(701)}。`.repeat(1_000)}${facts}\n\n${asking}`],
  ])('%s', (_, text) => {
    const start = performance.now();
    compressed([text]);
    expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  });
});
