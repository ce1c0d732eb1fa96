import fc from 'fast-check';
import { createTenantDirectory } from '../../hooks-server/tenancy/directory.js';

const hash = 'a'.repeat(64);
const acme = { id: 'acme', platformId: 'web', teams: ['team-a'], keyHashes: [hash] };

test('a caller without any identity has no tenant', () => {
  expect(createTenantDirectory({ fallback: 'team' }, [acme]).resolve({})).toBeUndefined();
});

test("the key's own metadata names the tenant before its team does", () => {
  const directory = createTenantDirectory({ fallback: 'team' }, [acme]);
  const identity = {
    keyHash: 'b'.repeat(64),
    teamId: 'team-a',
    keyMetadata: { tenant_id: 'globex', platform_id: 'app' },
  };
  expect(directory.resolve(identity)).toEqual({ id: 'globex', platformId: 'app' });
});

test("the guardrail, which sees no metadata, knows a key's tenant once another hook told it", () => {
  const directory = createTenantDirectory({ fallback: 'none' }, []);
  expect(directory.resolve({ keyHash: hash })).toBeUndefined();
  directory.resolve({ keyHash: hash, keyMetadata: { tenant_id: 'globex' } });
  expect(directory.resolve({ keyHash: hash })).toEqual({ id: 'globex' });
});

test('a record of a refused call teaches nothing about its key', () => {
  const directory = createTenantDirectory({ fallback: 'none' }, []);
  const claimed = { keyHash: hash, keyMetadata: { tenant_id: 'victim' } };
  expect(directory.resolve(claimed, { learn: false })).toEqual({ id: 'victim' });
  expect(directory.resolve({ keyHash: hash })).toBeUndefined();
});

test('what was learned of a key never stands before what its identity says', () => {
  const directory = createTenantDirectory({ fallback: 'team' }, [{ ...acme, keyHashes: [] }]);
  directory.resolve({ keyHash: hash, keyMetadata: { tenant_id: 'victim' } });
  expect(directory.resolve({ keyHash: hash, teamId: 'team-a' })?.id).toBe('acme');
  // Metadata without a tenant is an answer: a look-up of the cache carries it, the guardrail does not.
  expect(directory.resolve({ keyHash: hash, teamId: 'other', keyMetadata: {} })?.id).toBe('team:other');
  expect(directory.resolve({ keyHash: hash, keyMetadata: { platform_id: 'web' } })).toBeUndefined();
  expect(directory.resolve({ keyHash: hash, teamId: 'other' })?.id).toBe('victim');
});

test('a key hash or a team listed for a tenant names it', () => {
  const directory = createTenantDirectory({ fallback: 'none' }, [acme]);
  expect(directory.resolve({ keyHash: hash })).toEqual({ id: 'acme', platformId: 'web' });
  expect(directory.resolve({ keyHash: 'c'.repeat(64), teamId: 'team-a' })).toEqual({
    id: 'acme',
    platformId: 'web',
  });
});

test('an unlisted team never gets the id of a tenant', () => {
  const directory = createTenantDirectory({ fallback: 'team' }, [acme]);
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (teamId) => {
      fc.pre(teamId !== 'team-a');
      expect(directory.resolve({ teamId })?.id).toBe(`team:${teamId}`);
    }),
  );
});

test('without the team fallback an unlisted team is nobody', () => {
  expect(createTenantDirectory({ fallback: 'none' }, [acme]).resolve({ teamId: 'x' })).toBeUndefined();
});

test('metadata that is not a plain tenant id is ignored', () => {
  const directory = createTenantDirectory({ fallback: 'none' }, []);
  fc.assert(
    fc.property(
      fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constant(''), fc.object()),
      (tenant_id) => {
        expect(directory.resolve({ keyHash: hash, keyMetadata: { tenant_id } })).toBeUndefined();
      },
    ),
  );
});
