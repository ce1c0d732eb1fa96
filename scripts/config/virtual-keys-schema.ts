import { z } from 'zod';
import { duration } from './duration.js';

const dollars = z.number().nonnegative();
const count = z.number().int().positive();

/** A key is never written out: a reference to the environment, or the SHA-256 by which LiteLLM knows it. */
const key = z
  .string()
  .regex(
    /^(?:os\.environ\/[A-Za-z_]\w*|sha256:[0-9a-f]{64})$/,
    'a key in clear does not belong here; write os.environ/NAME, or sha256: and the hash of the key',
  );

/** An instant; YAML gives texts here, with or without quotes. */
const instant = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text) &&
      !Number.isNaN(Date.parse(text)),
    'write a date such as 2027-01-31 or 2027-01-31T12:00:00Z',
  );

const limits = {
  /** USD for each budget_duration, or for ever without one. */
  max_budget: dollars.optional(),
  budget_duration: duration.optional(),
  tpm_limit: count.optional(),
  rpm_limit: count.optional(),
};

const team = z.strictObject({
  team_id: z.string().min(1),
  alias: z.string().min(1).optional(),
  models: z.array(z.string().min(1)).optional(),
  ...limits,
});

const virtualKey = z.strictObject({
  key,
  alias: z.string().min(1),
  team_id: z.string().min(1).optional(),
  metadata: z
    .looseObject({
      tenant_id: z.string().min(1).optional(),
      tenant_name: z.string().optional(),
      platform_id: z.string().optional(),
    })
    .optional(),
  /** Empty or absent: each model. */
  models: z.array(z.string().min(1)).optional(),
  /** Names that this key may use for a model: `{fast: gpt-4o-mini}`. */
  aliases: z.record(z.string().min(1), z.string().min(1)).optional(),
  expires: instant.optional(),
  max_parallel_requests: count.optional(),
  ...limits,
});

/** `config/virtual_keys.yaml`. */
export const virtualKeysSchema = z.strictObject({
  version: z.literal(1).default(1),
  teams: z.array(team).default([]),
  virtual_keys: z.array(virtualKey).default([]),
});

export type VirtualKeysFile = z.infer<typeof virtualKeysSchema>;
export type VirtualKey = z.infer<typeof virtualKey>;
export type Team = z.infer<typeof team>;
