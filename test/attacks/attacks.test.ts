import { jest } from '@jest/globals';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { describeWith } from '../support/services.js';
import { budgetAttacks, TINY_BUDGET } from './budgets.js';
import { identityAttacks } from './identity.js';
import { modelAttacks } from './models.js';
import { ownKeyAttacks, ownKeys } from './own-keys.js';
import { closedObjectAttacks, openedObjectAttacks, openedObjects, withOwnCredential } from './objects.js';
import { parameterAttacks } from './parameters.js';
import { startAttackedStack, type AttackedStack } from './stack.js';

// What was tried on the whole stack with an ordinary key. One LiteLLM for all of it; each file has one kind of attack.

jest.setTimeout(60_000);

const runtime = await litellmRuntime();
const acme = { team_id: 'acme', metadata: { tenant_id: 'acme', platform_id: 'web' } };
const teams = [{ team_id: 'poor', max_budget: TINY_BUDGET }];
const keys = {
  acme,
  globex: { team_id: 'globex', metadata: { tenant_id: 'globex' } },
  ...Object.fromEntries(
    ['parallel', 'parallel-short', 'parallel-streams', 'parallel-extra', 'one-by-one', 'failing'].map(
      (name) => [name, { ...acme, max_budget: TINY_BUDGET }],
    ),
  ),
  'team-one': { team_id: 'poor', metadata: { tenant_id: 'acme' } },
  'team-two': { team_id: 'poor', metadata: { tenant_id: 'acme' } },
  byok: { team_id: 'byok', metadata: { tenant_id: 'byok' } },
  narrow: { ...acme, models: ['gpt-4o'], aliases: { fast: 'gpt-4o' } },
};

for (const transport of ['one-hop', 'generic'] as const)
  describeWith(runtime, `an ordinary key by ${transport}`, (start: LitellmRuntime) => {
    const isOpened = transport === 'generic';
    let started: AttackedStack | undefined;
    const stack = () => started as AttackedStack;
    beforeAll(async () => {
      started = await startAttackedStack(start, {
        keys,
        ownKeys,
        teams,
        transport,
        ...(isOpened && { litellmEnvironment: openedObjects, configure: withOwnCredential }),
      });
    }, 180_000);
    afterAll(() => started?.stop(), 60_000);

    describe('identity', () => {
      identityAttacks(stack);
    });
    describe('models', () => {
      modelAttacks(stack);
    });
    describe('parameters', () => {
      parameterAttacks(stack);
    });
    describe('budgets', () => {
      budgetAttacks(stack);
    });
    describe('objects of a provider', () => {
      (isOpened ? openedObjectAttacks : closedObjectAttacks)(stack);
    });
    describe('a key of LiteLLM’s own', () => {
      ownKeyAttacks(stack);
      modelAttacks(stack, 'own-narrow', 'own');
      parameterAttacks(stack, 'own');
      if (isOpened) openedObjectAttacks(stack, 'own', 'own-byok');
      else closedObjectAttacks(stack, 'own');
    });
  });
