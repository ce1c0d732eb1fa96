import { compressTexts } from '../../../hooks-server/compression/compress-texts.js';
import type { CompressionJob, JobResult } from '../../../hooks-server/compression/job.js';
import { createTokenCounters, type TokenCounter } from '../../../hooks-server/compression/tokens/counter.js';

const counters = createTokenCounters();

/** The counter that all tests of one file share: loading an encoding takes half a second. */
export const counter = (): TokenCounter => counters.forModel('gpt-4o');

/** A job at one rate, whatever the structure. */
function jobOf(texts: readonly string[], keep = 0.5, options: Partial<CompressionJob> = {}): CompressionJob {
  const rate = { profile: 'default', keep };
  return {
    texts,
    rates: { plain: rate, passages: { profile: 'rag', keep } },
    minimumTokens: 0,
    minimumQueryMatch: 0,
    prefilterTokens: 20_000,
    ...options,
  };
}

export function compressed(
  texts: readonly string[],
  keep = 0.5,
  options: Partial<CompressionJob> = {},
): JobResult {
  return compressTexts(jobOf(texts, keep, options), counter());
}

const TOWNS = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Ginkgo',
  'Hazel',
  'Ironwood',
  'Juniper',
  'Larch',
  'Maple',
];
const TRADES = [
  'weaving',
  'glass',
  'salt',
  'printing',
  'cheese',
  'clocks',
  'paper',
  'copper',
  'wine',
  'ropes',
  'tiles',
  'bells',
];

/** A made-up gazetteer: one paragraph for each town, each with its own facts. Facts repeat every twelve towns. */
export function gazetteer(paragraphs = 24): string {
  return Array.from({ length: paragraphs }, (_, index) => {
    const town = `${TOWNS[index % TOWNS.length]}${index < TOWNS.length ? '' : ` Minor ${index}`}`;
    const trade = TRADES[(index * 5) % TRADES.length];
    return (
      `The town of ${town} lies ${index + 3} km from the coast. Its people lived from ${trade} for ${200 + index} years. ` +
      `A bridge over the river was finished in ${1700 + index * 7}. The market is held every ${index % 2 === 0 ? 'Monday' : 'Friday'}. ` +
      `Visitors find the archive at https://example.org/towns/${index} near the old gate.`
    );
  }).join('\n\n');
}
