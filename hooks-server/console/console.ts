import { hostname } from 'node:os';
import type { CacheAdministration } from '../cache/administration.js';
import type { RecentLookup } from '../cache/recent.js';
import type { Configuration } from '../configuration/settings.js';
import type { CallRegistry } from '../hooks/call-registry.js';
import type { LatestEvents } from '../hooks/latest-events.js';
import type { Metrics } from '../telemetry/metrics.js';
import { alertsOf, type AlertView } from './alerts.js';
import { explainWith, type ExplainedCall } from './explain.js';
import { countsBy, quantileOf, totalOf, valuesOf, type Count, type Figures } from './figures.js';
import { createHistory, type History, type Series, type WindowName } from './history.js';
import { reasonFor } from './reasons.js';
import type { StreamEvent } from './streams.js';

/** One part of the service, as `/health` has it. */
export interface HealthPart {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

export interface ConsoleDependencies {
  readonly metrics: Metrics;
  readonly cache: Pick<CacheAdministration, 'lookups'>;
  readonly calls: Pick<CallRegistry, 'latest'>;
  readonly latest: LatestEvents;
  readonly settingsFor: Configuration['settingsFor'];
  readonly health: () => Promise<readonly HealthPart[]>;
  readonly version: string;
  /** Unix milliseconds. */
  readonly clock?: () => number;
}

/** What a person looks at. */
export interface View {
  /** Undefined stands for all tenants together. */
  readonly tenant: string | undefined;
  readonly window: WindowName;
}

export interface TenantRow extends Figures {
  readonly tenant: string;
  readonly cacheMode: string;
  /** The estimated share of wrong semantic hits with its 95 % interval; absent before one was compared. */
  readonly falseHits?: { readonly estimate: number; readonly lower: number; readonly upper: number };
}

export interface Overview {
  readonly now: number;
  readonly startedAt: number;
  readonly version: string;
  /** The machine or pod whose figures these are. */
  readonly instance: string;
  readonly health: readonly HealthPart[];
  readonly figures: Figures;
  readonly series: Series;
  readonly tenants: readonly TenantRow[];
  readonly misses: readonly (Count & { readonly text: string })[];
  readonly guards: readonly Count[];
  readonly alerts: readonly AlertView[];
  /** Seconds that the hop before a call took. */
  readonly added: { readonly median: number | null; readonly p95: number | null };
  readonly delivery: {
    readonly readers: readonly {
      readonly reader: string;
      readonly backlog: number;
      readonly ageSeconds: number;
    }[];
    readonly setAside: number;
    readonly usageMissing: number;
    readonly callsOpen: number;
  };
}

/** Recent look-ups whose best candidate had a score, newest first: `[score, outcome, compared]`, see `outcomes`. */
export interface ScoredLookups {
  /** The threshold and mode in force: the tenant's, else the service's. */
  readonly threshold: number;
  readonly mode: string;
  readonly semantic: boolean;
  /** Of the recent look-ups: all, the exact hits, and those that had nothing near. */
  readonly recent: number;
  readonly exact: number;
  readonly without: number;
  readonly scores: readonly (readonly [score: number, outcome: Outcome, compared: Compared])[];
}

/** Served or only not served for shadow mode or a sample; rejected by verification; or not near enough. */
export type Outcome = 'served' | 'would' | 'rejected' | 'missed';
export type Compared = 'same' | 'different' | null;

/** What the console's page shows, all of it without any text of a prompt or an answer. */
export interface Console {
  overview(view: View): Promise<Overview>;
  lookups(tenant: string | undefined): Promise<ScoredLookups>;
  /** Both, as a stream tells them; look-ups only when there are new ones. */
  events(view: View): Promise<readonly StreamEvent[]>;
  /** Undefined when the call is not, or no longer, known to this process. */
  explain(callId: string): Promise<ExplainedCall | undefined>;
  close(): void;
}

const MAX_SCORES = 2_000;
const MAX_TENANT_LOOKUPS = 500;
/** Tenants side by side, those with the most look-ups first; the sums have all of them. */
const MAX_ROWS = 200;

export function createConsole(deps: ConsoleDependencies): Console {
  const { metrics, latest, calls, clock = Date.now } = deps;
  const history = createHistory(metrics, { clock });
  const startedAt = clock();
  const overview = (view: View) => overviewOf(view, { ...deps, clock, history, startedAt });
  const lookups = async (tenant: string | undefined) =>
    scoredLookups(tenant, tenant === undefined ? [...(await history.sample()).keys()] : [tenant], deps);
  return {
    overview,
    lookups,
    async events(view) {
      const seen = await overview(view);
      const { exactHits, semanticHits, misses } = seen.figures;
      const minutes = Math.floor(seen.now / 60_000);
      return [
        { name: 'overview', data: seen },
        // A changed threshold and a compared answer are told with the next look-up, or at the latest in a minute.
        {
          name: 'lookups',
          data: await lookups(view.tenant),
          version: `${exactHits + semanticHits + misses} ${minutes}`,
        },
      ];
    },
    async explain(callId) {
      const call = calls.latest(callId);
      return call && explainWith(latest, call);
    },
    close: () => history.close(),
  };
}

type Sources = ConsoleDependencies & {
  readonly clock: () => number;
  readonly history: History;
  readonly startedAt: number;
};

async function overviewOf({ tenant, window }: View, sources: Sources): Promise<Overview> {
  const { metrics, latest, clock, history, startedAt, version, health } = sources;
  const byTenant = await history.sample();
  const shown = tenant === undefined ? [...byTenant.values()] : listOfOne(byTenant.get(tenant));
  const misses = await countsBy(metrics.cacheMisses, 'reason', tenant);
  return {
    now: clock(),
    startedAt,
    version,
    instance: hostname(),
    health: await health(),
    figures: totalOf(shown),
    series: history.series(tenant, window),
    tenants: await tenantRows(byTenant, sources),
    misses: misses.map((count) => ({ ...count, text: reasonFor(count.name) ?? count.name })),
    guards: await countsBy(metrics.cacheRejections, 'guard', tenant),
    alerts: alertsOf(await latest.list({ correlationIds: [], waitMs: 0 }), tenant),
    added: await addedOf(metrics),
    delivery: await deliveryOf(metrics),
  };
}

function listOfOne<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}

async function tenantRows(
  byTenant: ReadonlyMap<string, Figures>,
  { metrics, settingsFor }: ConsoleDependencies,
): Promise<TenantRow[]> {
  const bounds = await valuesOf(metrics.cacheFalseHits);
  const falseHitsOf = (tenant: string) => {
    const of = (bound: string) =>
      bounds.find(({ labels }) => labels['tenant'] === tenant && labels['bound'] === bound)?.value;
    const [estimate, lower, upper] = [of('estimate'), of('lower'), of('upper')];
    return estimate === undefined || lower === undefined || upper === undefined
      ? {}
      : { falseHits: { estimate, lower, upper } };
  };
  const lookupsOf = ({ exactHits, semanticHits, misses }: Figures) => exactHits + semanticHits + misses;
  return [...byTenant]
    .sort(([a, left], [b, right]) => lookupsOf(right) - lookupsOf(left) || a.localeCompare(b))
    .slice(0, MAX_ROWS)
    .map(([tenant, figures]) => ({
      tenant,
      ...figures,
      cacheMode: settingsFor(tenant).cache.mode,
      ...falseHitsOf(tenant),
    }));
}

async function addedOf(metrics: Metrics): Promise<Overview['added']> {
  return {
    median: (await quantileOf(metrics, '/calls', 0.5)) ?? null,
    p95: (await quantileOf(metrics, '/calls', 0.95)) ?? null,
  };
}

async function deliveryOf(metrics: Metrics): Promise<Overview['delivery']> {
  const ages = await valuesOf(metrics.outboxBacklogAgeSeconds);
  const sum = async (metric: Parameters<typeof valuesOf>[0]) =>
    (await valuesOf(metric)).reduce((total, { value }) => total + value, 0);
  return {
    readers: (await valuesOf(metrics.outboxBacklog)).map(({ labels, value }) => ({
      reader: String(labels['reader']),
      backlog: value,
      ageSeconds: ages.find((age) => age.labels['reader'] === labels['reader'])?.value ?? 0,
    })),
    setAside: await sum(metrics.eventsSetAside),
    usageMissing: await sum(metrics.usageMissing),
    callsOpen: await sum(metrics.callsOpen),
  };
}

function scoredLookups(
  tenant: string | undefined,
  tenants: readonly string[],
  { cache, settingsFor }: ConsoleDependencies,
): ScoredLookups {
  const settings = settingsFor(tenant).cache;
  const recent = tenants
    .flatMap((one) => cache.lookups(one, MAX_TENANT_LOOKUPS).lookups)
    .sort((a, b) => b.at - a.at)
    .slice(0, MAX_SCORES);
  const scored = recent.filter(
    (lookup): lookup is RecentLookup & { similarity: number } => lookup.similarity !== undefined,
  );
  const exact = recent.filter(({ kind }) => kind === 'exact').length;
  return {
    threshold: settings.semantic.threshold,
    mode: settings.mode,
    semantic: settings.semantic.enabled,
    recent: recent.length,
    exact,
    without: recent.length - exact - scored.length,
    scores: scored.map((lookup) => [
      // Up: what has a score at all is not to look like what was ruled out before it had one.
      Math.ceil(lookup.similarity * 1_000) / 1_000,
      outcomeOf(lookup),
      lookup.compared ?? null,
    ]),
  };
}

function outcomeOf({ outcome, reason }: RecentLookup): Outcome {
  if (outcome === 'hit') return 'served';
  if (outcome === 'would-hit') return 'would';
  return reason === 'rejected' ? 'rejected' : 'missed';
}
