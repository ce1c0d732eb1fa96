import { EventEmitter, once } from 'node:events';

export interface PublishedEvent {
  readonly subject: string;
  readonly event: { readonly correlationId?: string; readonly [field: string]: unknown };
}

/** The latest events of this process, for the admin routes: a window to look through, not the delivery. */
export interface LatestEvents {
  add(event: PublishedEvent): void;
  /** Waits up to `waitMs` until each of `correlationIds` has its quota event. */
  list(query: {
    subject?: string | undefined;
    correlationIds: readonly string[];
    waitMs: number;
  }): Promise<readonly PublishedEvent[]>;
}

export function createLatestEvents({ max = 1_000 } = {}): LatestEvents {
  const events: PublishedEvent[] = [];
  const added = new EventEmitter().setMaxListeners(0);
  const missing = (correlationIds: readonly string[]) => {
    const finished = new Set(
      events.filter(({ subject }) => subject === 'quota.updated').map(({ event }) => event.correlationId),
    );
    return correlationIds.some((id) => !finished.has(id));
  };
  return {
    add(event) {
      events.push(event);
      if (events.length > max) events.shift();
      added.emit('event');
    },
    async list({ subject, correlationIds, waitMs }) {
      const signal = AbortSignal.timeout(waitMs);
      while (waitMs > 0 && missing(correlationIds) && !signal.aborted) {
        await once(added, 'event', { signal }).catch(() => undefined);
      }
      const wanted = new Set(correlationIds);
      return events.filter(
        (event) =>
          (subject === undefined || event.subject === subject) &&
          (wanted.size === 0 || wanted.has(event.event.correlationId ?? '')),
      );
    },
  };
}
