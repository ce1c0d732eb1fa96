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

/** One tenant of `config/tenants.yaml`. */
export const tenantEntry = z.strictObject({
  id: z.string().min(1).max(200),
  name: z.string().optional(),
  platform_id: z.string().optional(),
  teams: z.array(z.string().min(1)).default([]),
  keys: z.array(sha256).default([]),
});

export type TenancySettings = z.infer<typeof tenancySettings>;
export type TenantEntry = z.infer<typeof tenantEntry>;
