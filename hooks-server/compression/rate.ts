import type { CompressionJob } from './job.js';
import type { Rate } from './profile.js';
import type { Prompt } from './prompt.js';
import { isNested } from './question/nested.js';
import { hasPassages } from './text/passages.js';

/** In a document a clause hangs on its section and its neighbours, so that less of it is cut than of loose passages. */
const LEAST_OF_DOCUMENT = 0.45;

/** Of what a rate would cut, this share stays where the answer is likely to be found in two steps. */
const SPARED_IF_NESTED = 0.3;

/** The rate by what the material is, and by what is asked. */
export function rateFor(job: CompressionJob, prompt: Prompt, structured: boolean): Rate {
  const rate = rateOfMaterial(job, prompt, structured);
  if (!isNested(prompt.question)) return rate;
  return { ...rate, keep: rate.keep + (1 - rate.keep) * SPARED_IF_NESTED };
}

function rateOfMaterial({ rates }: CompressionJob, { text, units }: Prompt, structured: boolean): Rate {
  if (!structured) return hasPassages(text, units) ? rates.passages : rates.plain;
  return { ...rates.plain, keep: Math.max(rates.plain.keep, LEAST_OF_DOCUMENT) };
}
