import type { CompressionJob } from './job.js';

/** One model for each encoding. */
export const WARM_MODELS: readonly string[] = ['gpt-4o', 'gpt-4-turbo'];

const PARAGRAPH =
  'The harbour of Port Alder was built in 1874 by Mary Quill, who had studied bridges. It has three docks and a light. ' +
  'Ships of up to 90 metres can enter at high water; larger ones wait outside. Fees are paid at https://example.org/fees.';

const LONG_TEXT = `${Array.from({ length: 40 }, (_, index) => `Document [${index + 1}] ${PARAGRAPH}`).join('\n\n')}\n\nWho built the harbour of Port Alder?`;

/** Of Latin letters alone, and with a sign beyond them, for which the engine compiles all patterns anew. */
export const WARM_TEXTS: readonly (readonly string[])[] = [[LONG_TEXT], [`“${LONG_TEXT}”`]];

const rate = { profile: 'default', keep: 0.5 };

/** A small job on made-up text: running it loads an encoding and lets the engine compile what the first request needs. */
export const WARM_JOB: CompressionJob = {
  texts: [LONG_TEXT],
  rates: { plain: rate, passages: rate },
  minimumTokens: 0,
  minimumQueryMatch: 0,
  prefilterTokens: 1_000_000,
};
