import { z } from 'zod';

const schema = z.looseObject({
  tenantId: z.string().nullish(),
  compression: z
    .looseObject({
      originalTokens: z.number(),
      compressedTokens: z.number(),
      reason: z.string().nullish(),
    })
    .nullish(),
  cache: z
    .looseObject({ outcome: z.string(), kind: z.string().nullish(), reason: z.string().nullish() })
    .nullish(),
});

/** What each job did to a call and why, as sentences. */
export function explainCall(answer: unknown): string[] {
  const parsed = schema.safeParse(answer);
  if (!parsed.success)
    return ['The hook service answered in a form that this version does not know; try --json.'];
  const { tenantId, compression, cache } = parsed.data;
  const rest = Object.entries(parsed.data).filter(
    ([name, value]) => !['tenantId', 'compression', 'cache'].includes(name) && isShort(value),
  );
  return [
    tenantId ? `Tenant: ${tenantId}.` : 'Tenant: none, so there was no cache and no setting of its own.',
    cache
      ? `Cache: ${[cache.outcome, cache.kind].filter(Boolean).join(', ')}${cache.reason ? ` (${cache.reason})` : ''}.`
      : 'Cache: not asked.',
    compression ? sentenceOf(compression) : 'Compression: not asked.',
    ...rest.map(([name, value]) => `${name}: ${String(value)}`),
  ];
}

function sentenceOf({
  originalTokens,
  compressedTokens,
  reason,
}: {
  originalTokens: number;
  compressedTokens: number;
  reason?: string | null | undefined;
}): string {
  const saved = originalTokens > 0 ? Math.round((1 - compressedTokens / originalTokens) * 100) : 0;
  return `Compression: ${originalTokens} to ${compressedTokens} tokens, ${saved} % saved${reason ? ` (${reason})` : ''}.`;
}

function isShort(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && value.length < 200)
  );
}
