import type { CompressionJob } from './job.js';

const PARAGRAPH =
  'The harbour of Port Alder was built in 1874 by Mary Quill, who had studied bridges. It has three docks and a light. ' +
  'Ships of up to 90 metres can enter at high water; larger ones wait outside. Fees are paid at https://example.org/fees.';

const LONG_TEXT = `${Array.from({ length: 40 }, (_, index) => `Document [${index + 1}] ${PARAGRAPH}`).join('\n\n')}\n\nWho built the harbour of Port Alder?`;

const LATIN = [LONG_TEXT];
/** The engine compiles all patterns anew for a text with such a sign. */
const BEYOND_LATIN = [`“${LONG_TEXT}”`];

export const WARM_TEXTS: readonly (readonly string[])[] = [LATIN, BEYOND_LATIN];

const rate = { profile: 'default', keep: 0.5 };

const jobOf = (texts: CompressionJob['texts']): CompressionJob => ({
  texts,
  rates: { plain: rate, passages: rate },
  minimumTokens: 0,
  minimumQueryMatch: 0,
  prefilterTokens: 1_000_000,
});

/**
 * Small jobs, and for which model: one for each encoding, and one for each kind of text. Running them loads the encodings and
 * lets the engine compile what the first request needs.
 */
export const WARM_JOBS: readonly (readonly [model: string, job: CompressionJob])[] = [
  ['gpt-4o', jobOf(LATIN)],
  ['gpt-4-turbo', jobOf(BEYOND_LATIN)],
];
