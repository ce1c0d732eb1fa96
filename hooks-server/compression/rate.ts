import type { CompressionJob } from './job.js';
import type { Rate } from './profile.js';
import type { Prompt } from './prompt.js';
import { hasPassages } from './text/passages.js';

/** In a document a clause hangs on its section and its neighbours, so that less of it is cut than of loose passages. */
const LEAST_OF_DOCUMENT = 0.45;

/** The rate by what the material is. */
export function rateFor({ rates }: CompressionJob, { text, units }: Prompt, structured: boolean): Rate {
  if (!structured) return hasPassages(text, units) ? rates.passages : rates.plain;
  return { ...rates.plain, keep: Math.max(rates.plain.keep, LEAST_OF_DOCUMENT) };
}
