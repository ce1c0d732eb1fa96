import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceControl } from '../../../../test/support/services.js';
import { faults } from '../events/faults.js';
import type { Gateway } from '../events/gateway.js';

export interface TroubleContext {
  readonly gateway: Gateway;
  readonly nats: ServiceControl;
  readonly redis: ServiceControl;
  readonly restartHooks: () => Promise<void>;
}

export interface Trouble {
  readonly name: string;
  readonly happen: (context: TroubleContext) => Promise<void>;
}

const SECONDS = { hung: 10, natsDown: 20, natsPaused: 20, diskFull: 0 };
const REDIS_AWAY_MS = 20_000;

/** What `bench:events` does to the service and to NATS: LiteLLM itself lives, since no call may fail. */
const ofEvents = (...names: readonly string[]): Trouble[] =>
  faults
    .filter(({ name }) => names.includes(name))
    .map(({ name, happen }) => ({
      name,
      happen: ({ gateway, nats, restartHooks }) =>
        happen({ gateway, nats, restartHooks, seconds: SECONDS, disk: undefined }),
    }));

/** In the first half the service is killed: afterwards it lives on, so that its memory can be looked at. */
export const FIRST_HALF: readonly Trouble[] = [
  ...ofEvents('service-killed', 'nats-killed'),
  {
    name: 'redis-killed',
    async happen({ redis }) {
      await redis.kill();
      await delay(REDIS_AWAY_MS);
      await redis.start();
    },
  },
];

export const SECOND_HALF: readonly Trouble[] = [
  ...ofEvents('service-hung', 'nats-paused'),
  {
    name: 'redis-paused',
    async happen({ redis }) {
      await redis.pause();
      await delay(REDIS_AWAY_MS);
      await redis.unpause();
    },
  },
];
