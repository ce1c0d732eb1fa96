import { jest } from '@jest/globals';
import type { LitellmRuntime } from '../support/litellm-proxy.js';
import { litellmReleases } from '../support/litellm-releases.js';
import { describeWith } from '../support/services.js';
import { routeAttacks, walkRelease, type WalkedRelease } from '../attacks/routes.js';
import { startAttackedStack } from '../attacks/stack.js';

// Each release brings routes, and each release must have them closed.

jest.setTimeout(120_000);

const acme = { team_id: 'acme', metadata: { tenant_id: 'acme' } };
const releases = await litellmReleases();
const walked = new Map<string, WalkedRelease>();

async function startAndWalk(runtime: LitellmRuntime): Promise<WalkedRelease> {
  const stack = await startAttackedStack(runtime, {
    keys: { acme },
    ownKeys: { own: acme },
    hooksEnvironment: { HOOKS_CACHE_MODE: 'off' },
    litellmEnvironment: { HOOKS_ROUTES: process.env['ATTACKED_ROUTES'] ?? '' },
  });
  stack.target.follow(({ path }) => {
    const known = /(?:chat\/completions|completions|embeddings|responses|messages)$/.test(
      path.split('?')[0] ?? '',
    );
    return known ? undefined : { json: { id: 'x', object: 'list', data: [], usage: { total_tokens: 3 } } };
  });
  try {
    return await walkRelease(stack);
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

// All releases at once: each LiteLLM is one process that computes most of its time.
beforeAll(async () => {
  const walks = await Promise.allSettled(
    releases.map(async ({ version, start, python }) => {
      if (start && python !== undefined) walked.set(version, await startAndWalk(start));
    }),
  );
  for (const walk of walks) if (walk.status === 'rejected') throw walk.reason;
}, 600_000);
afterAll(async () => {
  await Promise.all([...walked.values()].map(({ stack }) => stack.stop()));
}, 60_000);

for (const { version, start, python } of releases)
  describeWith(python === undefined ? undefined : start, `the routes of LiteLLM ${version}`, () =>
    routeAttacks(() => walked.get(version) as WalkedRelease),
  );
