import { z } from 'zod';

const rate = z.number().min(0.05).max(1);

const profile = z.strictObject({
  keep: rate
    .default(0.5)
    .describe('Share of the last user message that is kept, in tokens: 0.5 compresses 2x.'),
});

const breaker = z.strictObject({
  failures: z
    .number()
    .int()
    .min(1)
    .default(5)
    .describe('Faults of the workers in a row (not passed deadlines) after which inputs pass unchanged.'),
  openMs: z
    .number()
    .int()
    .min(1)
    .default(10_000)
    .describe('How long the breaker stays open before it tries again.'),
});

const classifier = z.strictObject({
  modelDir: z
    .string()
    .default('')
    .describe(
      'Folder of a local ONNX token classifier for `llmlingua-2`; empty for none. The same for all tenants, and read at the start.',
    ),
  keepWords: z
    .number()
    .min(0.5)
    .max(1)
    .default(0.85)
    .describe('Share of the words in the extracted sentences that the classifier leaves.'),
  maxTokens: z
    .number()
    .int()
    .min(16)
    .default(512)
    .describe('Tokens that the classifier takes at once; the same for all tenants, and read at the start.'),
});

const agent = z.strictObject({
  stepCharacters: z
    .number()
    .int()
    .min(1)
    .default(6_000)
    .describe(
      "Results of earlier calls are shortened in steps, each as soon as so many characters of them have come together. A step costs the provider's prefix cache one miss from its first result on.",
    ),
  leastSaving: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe('A step that saves a smaller share of its tokens is not taken.'),
});

/** Compression's settings; tenants override parts of them. */
export const compressionSettings = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether prompts are compressed at all.'),
  profile: z
    .string()
    .default('auto')
    .describe(
      'Profile for every request: a name under `profiles`, `off`, `auto` (by structure: `rag` or `default`), or `agent` (results of earlier tool calls only).',
    ),
  profiles: z
    .record(z.string(), profile)
    .default({ default: { keep: 0.5 }, rag: { keep: 1 / 3 } })
    .describe('Named profiles; `default` and `rag` exist even when they are not listed.'),
  models: z
    .record(z.string(), z.string())
    .default({})
    .describe('Profile by model name, before the structure is looked at; `off` leaves a model alone.'),
  minimumTokens: z.number().int().min(0).default(500).describe('Shorter last user messages pass unchanged.'),
  minimumQueryMatch: z
    .number()
    .min(0)
    .max(1)
    .default(0.15)
    .describe('Below this share of question words found in one sentence the message is left alone.'),
  maximumCharacters: z
    .number()
    .int()
    .min(1)
    .default(1_500_000)
    .describe('Longer last user messages pass unchanged at once.'),
  prefilterTokens: z
    .number()
    .int()
    .min(1_000)
    .default(20_000)
    .describe('Above this many tokens passages are chosen first, and sentences within them.'),
  // Words never seen before cost most: 2,000 characters of random words hold the event loop for about 5 ms.
  deadlineMs: z.number().int().min(1).default(40).describe('After this time the input goes on unchanged.'),
  threads: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe(
      'Worker threads for long texts, some 35 MB each, where there are cores for them; the same for all tenants, and read at the start.',
    ),
  toolResults: z
    .boolean()
    .default(false)
    .describe('Whether results of tools after the last user message are compressed too.'),
  agent: agent.prefault({}).describe('The profile `agent`.'),
  allowOptOut: z
    .boolean()
    .default(true)
    .describe(
      'Whether a request may turn compression off or choose a profile by its metadata (`compression`).',
    ),
  strategy: z
    .enum(['extraction', 'llmlingua-2'])
    .default('extraction')
    .describe('Whole sentences only, or single words dropped from them afterwards by a local classifier.'),
  classifier: classifier.prefault({}).describe('The token classifier of the strategy `llmlingua-2`.'),
  breaker: breaker
    .prefault({})
    .describe(
      'The circuit breaker in front of the workers; the same for all tenants, and read at the start.',
    ),
});

/** Names that need no entry under `profiles`. */
const BUILT_IN_PROFILES = ['auto', 'off', 'default', 'rag', 'agent'];

/**
 * The same settings, with what they must have in common: to be checked once the environment and a tenant's own settings
 * are laid over the file.
 */
export const compressionRules = compressionSettings.superRefine((settings, context) => {
  const names = new Set([...BUILT_IN_PROFILES, ...Object.keys(settings.profiles)]);
  const expectProfile = (path: PropertyKey[], name: string) => {
    if (names.has(name)) return;
    const message = `expected a name under \`profiles\`, or one of ${BUILT_IN_PROFILES.join(', ')}`;
    context.addIssue({ code: 'custom', path, message });
  };
  expectProfile(['profile'], settings.profile);
  for (const [model, name] of Object.entries(settings.models)) expectProfile(['models', model], name);
  if (settings.strategy === 'llmlingua-2' && settings.classifier.modelDir === '')
    context.addIssue({
      code: 'custom',
      path: ['strategy'],
      message: 'expected `classifier.modelDir` to name a model for it, got none',
    });
});

export type CompressionSettings = z.infer<typeof compressionSettings>;
