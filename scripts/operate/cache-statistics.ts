import { z } from 'zod';
import { instanceSchema, sharedBy } from './instance.js';

const counts = z.looseObject({ exact: z.number(), semantic: z.number() });
const byReason = z.record(z.string(), z.number());

const schema = z.looseObject({
  instance: instanceSchema,
  entries: z.number(),
  tenants: z.array(
    z.looseObject({
      tenant: z.string(),
      entries: z.number(),
      hitRate: z.number(),
      hits: counts,
      shadowHits: counts,
      misses: byReason,
      savedTokens: z.number(),
      savedUsd: z.number(),
      falseHits: z.looseObject({
        share: z.number(),
        lower: z.number(),
        upper: z.number(),
        n: z.number(),
      }),
    }),
  ),
});

type TenantStatistics = z.infer<typeof schema>['tenants'][number];

/** The cache's statistics as sentences: of all tenants, or of the one that was asked for. */
export function cacheStatistics(answer: unknown, tenant?: string): string[] {
  const { success, data } = schema.safeParse(answer);
  if (!success) return ['The hook service answered in a form that this version does not know; try --json.'];
  const whose = sharedBy(data.instance);
  if (tenant === undefined) return [`${data.entries} entries.`, ...data.tenants.map(sentenceOf), ...whose];
  const told = data.tenants.map((own) =>
    own.entries === 0 && lookUpsOf(own) === 0
      ? `The cache knows nobody called \`${tenant}\`: no entries, and no look-up since the service started.`
      : sentenceOf(own),
  );
  return [...told, ...whose];
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function lookUpsOf({ hits, misses }: TenantStatistics): number {
  return hits.exact + hits.semantic + sum(Object.values(misses));
}

function sentenceOf(own: TenantStatistics): string {
  const { tenant, entries, hits, shadowHits, hitRate, savedTokens, savedUsd, falseHits } = own;
  const shadow = shadowHits.exact + shadowHits.semantic;
  return [
    `${tenant}: ${entries} entries`,
    `${percent(hitRate)} hits of ${lookUpsOf(own)} look-ups (${hits.exact} exact, ${hits.semantic} semantic)`,
    ...(shadow === 0
      ? []
      : [
          `in shadow mode ${shadow} would have hit (${shadowHits.exact} exact, ${shadowHits.semantic} semantic)`,
        ]),
    `saved ${savedTokens} tokens and ${savedUsd.toFixed(4)} USD`,
    falseHits.n === 0
      ? 'false hits: no sample yet'
      : `false hits: ${percent(falseHits.share)} of semantic ones (${percent(falseHits.lower)} to ${percent(falseHits.upper)}, ${falseHits.n} samples)`,
  ].join('; ');
}
