import { z } from 'zod';
import { instanceSchema, sharedBy } from './instance.js';

const estimate = z.object({ share: z.number(), lower: z.number(), upper: z.number(), n: z.number() });
const reportSchema = z.looseObject({
  instance: instanceSchema,
  tenant: z.string(),
  lookups: z.number(),
  since: z.number().optional(),
  exactHits: z.number(),
  thresholds: z.array(
    z.looseObject({ threshold: z.number(), hits: z.number(), share: z.number(), falseHits: estimate }),
  ),
  riskiest: z.array(
    z.looseObject({
      similarity: z.number(),
      compared: z.enum(['same', 'different']).optional(),
      stored: z.string(),
      asked: z.string(),
      storedText: z.string().optional(),
      askedText: z.string().optional(),
    }),
  ),
  recommended: z.number().optional(),
});

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** The report on a time in shadow mode, as a page of Markdown. */
export function cacheReportPage(value: unknown): string[] {
  const report = reportSchema.parse(value);
  const since = report.since === undefined ? 'not yet' : new Date(report.since).toISOString().slice(0, 16);
  return [
    `# Cache report: ${report.tenant}`,
    '',
    `${report.lookups} look-ups since ${since} (UTC, this process), ${report.exactHits} of the last hits exact.`,
    ...sharedBy(report.instance),
    '',
    '| threshold | semantic hits | of all look-ups | another answer (95 %) | compared |',
    '| --------- | ------------- | --------------- | --------------------- | -------- |',
    ...report.thresholds.map(
      ({ threshold, hits, share, falseHits: { share: wrong, lower, upper, n } }) =>
        `| ${threshold} | ${hits} | ${percent(share)} | ${n === 0 ? '-' : `${percent(wrong)} (${percent(lower)} to ${percent(upper)})`} | ${n} |`,
    ),
    '',
    adviceOn(report),
    '',
    '## Pairs to judge',
    '',
    ...(report.riskiest.length === 0 ? ['None yet.'] : report.riskiest.flatMap(pairLines)),
  ];
}

function adviceOn({ recommended }: z.infer<typeof reportSchema>): string {
  if (recommended !== undefined)
    return `**Threshold to choose: ${recommended}**, the lowest at which at most 2 % of the compared answers differed. Look at the pairs below first.`;
  return '**No threshold yet**: at none were 30 answers compared of which at most 2 % differed. Stay in shadow mode, or choose 0.9.';
}

function pairLines(pair: z.infer<typeof reportSchema>['riskiest'][number], index: number): string[] {
  const { similarity, compared, stored, asked, storedText, askedText } = pair;
  const answers = compared === undefined ? 'answers not compared' : `answers ${compared}`;
  return [
    `${index + 1}. score ${similarity.toFixed(3)}, ${answers}`,
    `   - asked: ${askedText === undefined ? asked : oneLine(askedText)}`,
    `   - would get the answer to: ${storedText === undefined ? stored : oneLine(storedText)}`,
  ];
}

/** Texts are a user's: none may look like a part of the page, or move the terminal's cursor. */
function oneLine(text: string): string {
  return JSON.stringify(text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300));
}
