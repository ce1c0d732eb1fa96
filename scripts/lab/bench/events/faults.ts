import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceControl } from '../../../../test/support/services.js';
import type { Symptoms } from './account.js';
import type { Gateway } from './gateway.js';
import type { SmallDisk } from './small-disk.js';

/** How long each trouble lasts. */
export interface FaultSeconds {
  readonly hung: number;
  readonly natsDown: number;
  readonly natsPaused: number;
  readonly diskFull: number;
}

export interface FaultContext {
  readonly gateway: Gateway;
  readonly nats: ServiceControl;
  readonly seconds: FaultSeconds;
  /** Starts the hook service again, on the data it had. */
  readonly restartHooks: () => Promise<void>;
  /** The outbox's disk; only for faults that ask for one. */
  readonly disk: SmallDisk | undefined;
}

export interface Fault {
  readonly name: string;
  /** Happens while calls are made, and is over when it resolves. */
  readonly happen: (context: FaultContext) => Promise<void>;
  /** What must have risen for the trouble to count as felt. */
  readonly symptom?: keyof Symptoms;
  readonly needsSmallDisk?: true;
  /** The one fault for which an event may be missing, as long as that is reported. */
  readonly losesMemory?: true;
}

const wait = (seconds: number) => delay(seconds * 1000);

/** The matrix, in the order in which it is run. */
export const faults: readonly Fault[] = [
  {
    name: 'service-killed',
    async happen({ gateway, restartHooks }) {
      await gateway.hooks().stop('SIGKILL');
      await restartHooks();
    },
  },
  {
    name: 'service-hung',
    async happen({ gateway, seconds }) {
      gateway.hooks().signal('SIGSTOP');
      await wait(seconds.hung);
      gateway.hooks().signal('SIGCONT');
    },
  },
  {
    name: 'nats-killed',
    symptom: 'publishRetries',
    async happen({ nats, seconds }) {
      await nats.kill();
      await wait(seconds.natsDown);
      await nats.start();
    },
  },
  {
    name: 'nats-paused',
    symptom: 'publishRetries',
    async happen({ nats, seconds }) {
      await nats.pause();
      await wait(seconds.natsPaused);
      await nats.unpause();
    },
  },
  {
    name: 'outbox-disk-full',
    symptom: 'refused',
    needsSmallDisk: true,
    async happen({ disk, seconds }) {
      if (disk === undefined) throw new Error('This fault needs a small disk.');
      disk.fill();
      await wait(seconds.diskFull);
      disk.free();
    },
  },
  {
    name: 'litellm-terminated',
    async happen({ gateway }) {
      await gateway.litellm().stop('SIGTERM');
      await gateway.startLitellm();
    },
  },
  {
    name: 'litellm-killed',
    losesMemory: true,
    async happen({ gateway }) {
      await gateway.litellm().stop('SIGKILL');
      await gateway.startLitellm();
    },
  },
];
