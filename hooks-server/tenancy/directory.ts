import { LRUCache } from 'lru-cache';
import type { Identity, Tenant } from './tenant.js';
import type { TenancySettings } from './settings.js';

/** Finds the tenant of a caller. */
export interface TenantDirectory {
  /** Undefined when nobody is known behind the identity: such a call has no cache and no per-tenant settings. */
  resolve(identity: Identity, options?: ResolveOptions): Tenant | undefined;
}

export interface ResolveOptions {
  /**
   * Whether the directory remembers what the identity says of its key; true when absent. It must not where the client may
   * have had a say: in the record of a call that was refused before LiteLLM took the client's fields out of its body.
   */
  readonly learn?: boolean;
}

/** What keys said of themselves, by their hash. */
export type LearnedTenants = LRUCache<string, Tenant>;

export function createLearnedTenants(): LearnedTenants {
  return new LRUCache({ max: 10_000 });
}

export interface KnownTenant extends Tenant {
  readonly teams: readonly string[];
  readonly keyHashes: readonly string[];
}

/**
 * Resolves tenants from what LiteLLM authenticated, most specific first: the key's own metadata, the key's hash, the
 * team. LiteLLM's guardrail hook does not carry key metadata while its cache and callback hooks do, so what those said
 * of a key is remembered for the guardrail. A memory stands behind everything that the identity says itself: it is not
 * asked where key metadata came along, even without a tenant, and not where the team belongs to a tenant.
 *
 * A team that stands in for a tenant gets an id of its own kind (`team:<id>`): it can never be taken for a tenant of the
 * same name.
 *
 * `learned` may be handed on from one directory to the next, so that a change of the settings forgets nobody.
 */
export function createTenantDirectory(
  settings: TenancySettings,
  known: readonly KnownTenant[],
  learned = createLearnedTenants(),
): TenantDirectory {
  const byKey = new Map(
    known.flatMap((tenant) => tenant.keyHashes.map((hash) => [hash, plain(tenant)] as const)),
  );
  const byTeam = new Map(
    known.flatMap((tenant) => tenant.teams.map((team) => [team, plain(tenant)] as const)),
  );
  const byId = new Map(known.map((tenant) => [tenant.id, plain(tenant)] as const));

  return {
    resolve({ keyHash = '', teamId = '', keyMetadata }, { learn = true } = {}) {
      const own = keyMetadata && fromMetadata(keyMetadata);
      if (own) {
        if (keyHash && learn) learned.set(keyHash, own);
        return { ...byId.get(own.id), ...own };
      }
      const said = byKey.get(keyHash) ?? byTeam.get(teamId);
      if (said) return said;
      const remembered = keyMetadata === undefined ? learned.get(keyHash) : undefined;
      if (remembered) return { ...byId.get(remembered.id), ...remembered };
      return teamId && settings.fallback === 'team' ? { id: `team:${teamId}` } : undefined;
    },
  };
}

function plain({ id, name, platformId }: Tenant): Tenant {
  return { id, ...(name !== undefined && { name }), ...(platformId !== undefined && { platformId }) };
}

function fromMetadata(metadata: Readonly<Record<string, unknown>>): Tenant | undefined {
  const id = metadata['tenant_id'];
  if (typeof id !== 'string' || id === '') return undefined;
  const name = metadata['tenant_name'];
  const platformId = metadata['platform_id'];
  return {
    id,
    ...(typeof name === 'string' && { name }),
    ...(typeof platformId === 'string' && { platformId }),
  };
}
