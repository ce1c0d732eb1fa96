import { EventEmitter, once } from 'node:events';

export interface PublishedEvent {
  readonly subject: string;
  readonly event: { readonly correlationId?: string; readonly [field: string]: unknown };
}

/** The latest events of this process, for the admin routes: a window to look through, not the delivery. */
export interface LatestEvents {
  add(event: PublishedEvent): void;
  /** Waits up to `waitMs` until each call of `callIds` has its quota event. */
  list(query: {
    subject?: string | undefined;
    callIds: readonly string[];
    waitMs: number;
  }): Promise<readonly PublishedEvent[]>;
}

export function createLatestEvents({
  max = 1_000,
  callIdOf = (event: PublishedEvent) => event.event.correlationId,
} = {}): LatestEvents {
  const events: PublishedEvent[] = [];
  const added = new EventEmitter().setMaxListeners(0);
  const missing = (callIds: readonly string[]) => {
    const finished = new Set(events.filter(({ subject }) => subject === 'quota.updated').map(callIdOf));
    return callIds.some((callId) => !finished.has(callId));
  };
  return {
    add(event) {
      events.push(event);
      if (events.length > max) events.shift();
      added.emit('event');
    },
    async list({ subject, callIds, waitMs }) {
      const signal = AbortSignal.timeout(waitMs);
      while (waitMs > 0 && missing(callIds) && !signal.aborted) {
        await once(added, 'event', { signal }).catch(() => undefined);
      }
      const wanted = new Set(callIds);
      return events.filter(
        (event) =>
          (subject === undefined || event.subject === subject) &&
          (wanted.size === 0 || wanted.has(callIdOf(event) ?? '')),
      );
    },
  };
}
