import { z } from 'zod';

export const tenancySettings = z.strictObject({
  fallback: z
    .enum(['team', 'none'])
    .default('team')
    .describe(
      'Who a caller is when neither key metadata nor the tenants file names a tenant: its team, or nobody.',
    ),
});

const sha256 = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    'expected the SHA-256 of the key in lower-case hex, so that no key stands in this file',
  );

/** What a tenant may spend; the quota mirror reports against it, LiteLLM's own keys and teams enforce theirs. */
const tenantQuota = z.strictObject({
  /** USD for each budget_duration. */
  max_budget: z.number().positive(),
  budget_duration: z
    .string()
    .regex(/^[1-9]\d*(?:s|m|h|d|w|mo)$/, 'write a number and a unit, such as 12h, 30d or 1mo')
    .default('30d'),
});

/** A setting that may only come from the environment, such as a provider's key. */
export const environmentReference = z
  .string()
  .regex(
    /^os\.environ\/[A-Za-z_]\w*$/,
    'write os.environ/NAME and set NAME in the environment, so that no secret stands in the repository',
  );

/** A tenant's own account with a provider: used for the teams of that tenant and for nobody else. */
const tenantCredential = z.strictObject({
  /** A section of `config/providers/`. */
  provider: z.string().min(1),
  api_key: environmentReference,
  /** An address of its own, where the provider's is not the tenant's. */
  api_base: z
    .string()
    .regex(/^(?:https?:\/\/\S+|os\.environ\/[A-Za-z_]\w*)$/, 'write an address, or os.environ/NAME')
    .optional(),
  /** The models it is used for; all of the provider's when absent. */
  models: z.array(z.string().min(1)).optional(),
  /** Whether the tenant's calls are refused or use the shared credential when the variable is not set. */
  when_missing: z.enum(['refuse', 'shared']).default('refuse'),
});

/** One tenant of `config/tenants.yaml`. */
const tenantEntry = z.strictObject({
  id: z.string().min(1).max(200),
  name: z.string().optional(),
  platform_id: z.string().optional(),
  teams: z.array(z.string().min(1)).default([]),
  keys: z.array(sha256).default([]),
  quota: tenantQuota.optional(),
  credentials: z.array(tenantCredential).default([]),
});

/** What a tenant may set for itself in a job's section; the section's own schema checks it. */
const overrides = z.record(z.string(), z.unknown()).optional();

/** `config/tenants.yaml`. Each tenant, team and key stands in it once: a caller can have only one tenant. */
export const tenantsFileSchema = z.strictObject({
  tenants: z
    .array(tenantEntry.extend({ cache: overrides, compression: overrides, detection: overrides }))
    .superRefine(expectEachOnce)
    .default([]),
});

function expectEachOnce(tenants: readonly TenantEntry[], context: z.RefinementCtx): void {
  const owners = new Map<string, string>();
  tenants.forEach(({ id, teams, keys }, index) => {
    const once = (kind: string, name: string, path: PropertyKey[]) => {
      const first = owners.get(`${kind} ${name}`);
      owners.set(`${kind} ${name}`, first ?? id);
      if (first === undefined) return;
      const shown = kind === 'key' ? `${name.slice(0, 8)}…` : name;
      const message = `${kind} \`${shown}\` already belongs to tenant \`${first}\`; a caller can have only one tenant, so remove one of the two`;
      context.addIssue({ code: 'custom', path: [index, ...path], message });
    };
    once('tenant', id, ['id']);
    teams.forEach((team, place) => once('team', team, ['teams', place]));
    keys.forEach((key, place) => once('key', key, ['keys', place]));
  });
}

export type TenancySettings = z.infer<typeof tenancySettings>;
export type TenantEntry = z.infer<typeof tenantEntry>;
export type TenantCredential = z.infer<typeof tenantCredential>;
export type TenantsFile = z.infer<typeof tenantsFileSchema>;
