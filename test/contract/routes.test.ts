import { jest } from '@jest/globals';
import type { LitellmRuntime } from '../support/litellm-proxy.js';
import { litellmReleases } from '../support/litellm-releases.js';
import { describeWith } from '../support/services.js';
import { routeAttacks } from '../attacks/routes.js';
import { startAttackedStack, type AttackedStack } from '../attacks/stack.js';

// Each release brings routes, and each release must have them closed.

jest.setTimeout(120_000);

const keys = { acme: { team_id: 'acme', metadata: { tenant_id: 'acme' } } };

for (const { version, start, python } of await litellmReleases())
  describeWith(
    python === undefined ? undefined : start,
    `the routes of LiteLLM ${version}`,
    (runtime: LitellmRuntime) => {
      let started: AttackedStack | undefined;
      beforeAll(async () => {
        started = await startAttackedStack(runtime, {
          keys,
          hooksEnvironment: { HOOKS_CACHE_MODE: 'off' },
          litellmEnvironment: { HOOKS_ROUTES: process.env['ATTACKED_ROUTES'] ?? '' },
        });
        started.target.follow(({ path }) => {
          const known = /(?:chat\/completions|completions|embeddings|responses|messages)$/.test(
            path.split('?')[0] ?? '',
          );
          return known
            ? undefined
            : { json: { id: 'x', object: 'list', data: [], usage: { total_tokens: 3 } } };
        });
      }, 180_000);
      afterAll(() => started?.stop(), 60_000);

      routeAttacks(() => started as AttackedStack, python as string);
    },
  );
