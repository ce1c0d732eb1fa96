import { jest } from '@jest/globals';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { describeWith } from '../support/services.js';
import { modelAttacks } from './models.js';
import { parameterAttacks } from './parameters.js';
import { startAttackedStack, type AttackedStack } from './stack.js';

// What was tried on the whole stack with an ordinary key. One LiteLLM for all of it; each file has one kind of attack.

jest.setTimeout(60_000);

const runtime = await litellmRuntime();
const acme = { team_id: 'acme', metadata: { tenant_id: 'acme', platform_id: 'web' } };
const keys = {
  acme,
  globex: { team_id: 'globex', metadata: { tenant_id: 'globex' } },
  narrow: { ...acme, models: ['gpt-4o'], aliases: { fast: 'gpt-4o' } },
};

for (const transport of ['one-hop', 'generic'])
  describeWith(runtime, `an ordinary key by ${transport}`, (start: LitellmRuntime) => {
    let started: AttackedStack | undefined;
    const stack = () => started as AttackedStack;
    beforeAll(async () => {
      started = await startAttackedStack(start, { keys, transport });
    }, 180_000);
    afterAll(() => started?.stop(), 60_000);

    describe('models', () => modelAttacks(stack));
    describe('parameters', () => parameterAttacks(stack));
  });
