import { z } from 'zod';
import { ConfigurationError } from '../errors.js';
import { compilePatterns, type OperatorPattern } from './operator-patterns.js';

const threshold = (value: number, text: string) => z.number().min(0).max(1).default(value).describe(text);

const thresholdSettings = z.strictObject({
  low: threshold(0.3, 'Scores from here on are level low.'),
  medium: threshold(0.5, 'Scores from here on are level medium.'),
  high: threshold(0.8, 'Scores from here on are level high.'),
});

const detectorSettings = z.strictObject({
  injection: z.boolean().default(true).describe('Looks for prompt injection and jailbreak attempts.'),
  pii: z.boolean().default(true).describe('Looks for personal data.'),
  secrets: z.boolean().default(true).describe('Looks for credentials.'),
  patterns: z.boolean().default(true).describe("Runs the operator's own patterns."),
  echo: z.boolean().default(true).describe('Looks for the system prompt in responses.'),
});

const operatorPattern = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .describe('Kind under which a match is reported: lower-case letters, digits and hyphens.'),
  pattern: z.string().min(1).max(1000).describe('RE2 syntax: no look-around, no back-references.'),
  ignoreCase: z.boolean().default(false).describe('Whether letters match in either case.'),
  score: threshold(0.8, 'The score of a match, from 0 to 1.'),
});

/** What alert-only detection does; a tenant's override is a partial of the same. */
export const detectionSettings = z.strictObject({
  enabled: z.boolean().default(true).describe('Turns all detection on or off.'),
  responses: z.boolean().default(true).describe('Scans responses too, after they were delivered.'),
  detectors: detectorSettings.prefault({}).describe('Which detectors run.'),
  thresholds: thresholdSettings.prefault({}).describe('From which score on a finding has which level.'),
  alertLevel: z
    .enum(['reserved', 'low', 'medium', 'high'])
    .default('medium')
    .describe(
      'Findings below this level are dropped. `reserved` is the lowest: values set aside for documentation, tests and private networks.',
    ),
  maxChars: z
    .number()
    .int()
    .min(1024)
    .max(4_194_304)
    .default(65_536)
    .describe('UTF-16 units scanned per request: head, tail and samples of the middle; more is truncated.'),
  inlineChars: z
    .number()
    .int()
    .min(0)
    .max(65_536)
    .default(4_096)
    .describe(
      'UTF-16 units up to which a request is scanned on the event loop; more is scanned in a worker.',
    ),
  maxDurationMs: z
    .number()
    .positive()
    .max(1000)
    .default(50)
    .describe('Once this much time was spent on a request the rest of it is left unscanned, as truncated.'),
  maxFindings: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(50)
    .describe('Findings kept per request, highest first.'),
  allowValues: z
    .array(z.string().min(1))
    .default([])
    .describe('Exact values that are never reported as personal data or secrets.'),
  allowPhrases: z
    .array(z.string().min(3))
    .default([])
    .describe('Phrases that are taken out of a text before it is scanned for injections; case is ignored.'),
  patterns: z
    .array(operatorPattern)
    .max(100)
    .default([])
    .describe(
      "The operator's own patterns, compiled to run in linear time; settings with one that cannot be are refused.",
    ),
  foldSeconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(300)
    .describe('Repeats of a finding by the same key within this time become one event with a count.'),
  classifier: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .describe('Asks a local model about scores in the grey band, after the call has gone on.'),
      cpuMsPerSecond: z
        .number()
        .min(1)
        .max(1000)
        .default(100)
        .describe(
          'Milliseconds of each second that the model may compute; what is more is counted as shed. The same for all tenants, and read at the start.',
        ),
      modelPath: z
        .string()
        .nullable()
        .default(null)
        .describe(
          'Path of an ONNX classifier of your own; null for the one that comes along. The same for all tenants, and read at the start.',
        ),
      tokenizerPath: z
        .string()
        .nullable()
        .default(null)
        .describe('Path of its tokenizer.json; read at the start.'),
      positiveLabel: z
        .number()
        .int()
        .min(0)
        .default(1)
        .describe('Index of the output that means injection; read at the start.'),
      maxTokens: z
        .number()
        .int()
        .min(8)
        .max(8192)
        .default(512)
        .describe('Tokens of a text that are classified; read at the start.'),
      lowerScore: threshold(0.15, 'Scores from here on are in the grey band that is classified.'),
      upperScore: threshold(0.9, 'Scores from here on need no classifier.'),
    })
    .prefault({})
    .describe('A local model for scores in the grey band, off the hot path.'),
});

/**
 * The same settings, with what they must have in common: to be checked once the environment and a tenant's own settings
 * are laid over the file, as a half of each may come from another place.
 */
export const detectionRules = detectionSettings.superRefine((settings, context) => {
  const refuse = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const { low, medium, high } = settings.thresholds;
  if (low > medium)
    refuse(['thresholds', 'low'], `expected at most \`thresholds.medium\`, which is ${medium}`);
  if (medium > high)
    refuse(['thresholds', 'medium'], `expected at most \`thresholds.high\`, which is ${high}`);
  const { lowerScore, upperScore, modelPath, tokenizerPath } = settings.classifier;
  if (lowerScore > upperScore)
    refuse(
      ['classifier', 'lowerScore'],
      `expected at most \`classifier.upperScore\`, which is ${upperScore}`,
    );
  if (modelPath !== null && tokenizerPath === null)
    refuse(['classifier', 'modelPath'], 'expected `classifier.tokenizerPath` beside it, got none');
  settings.patterns.forEach((pattern, index) => {
    const reason = reasonToRefuse(pattern);
    if (reason !== undefined)
      refuse(['patterns', index, 'pattern'], `pattern \`${pattern.name}\`: ${reason}`);
    const first = settings.patterns.findIndex(({ name }) => name === pattern.name);
    if (first < index)
      refuse(['patterns', index, 'name'], `expected a name of its own; pattern ${first} has the same`);
  });
});

/** Why a pattern cannot be compiled; undefined when it can. A scan would find out too late: with each text. */
function reasonToRefuse(pattern: OperatorPattern): string | undefined {
  try {
    compilePatterns([pattern]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // The compiler's own sentence begins with the pattern's place in the list, which is told better by file and line.
    return error.message.replace(/^.*? was refused: /, '').replace(/\.$/, '');
  }
}

export type DetectionSettings = z.infer<typeof detectionSettings>;
