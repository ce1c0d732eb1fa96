import type { PublishedEvent } from '../hooks/latest-events.js';
import { fieldsOf, listOf } from '../litellm/unknown-value.js';

/** An alert as the console lists it: kinds and levels, never a value. */
export interface AlertView {
  readonly at: string;
  readonly tenant: string;
  readonly level: string;
  readonly direction: string;
  readonly model: string | null;
  readonly callId: string;
  readonly findings: readonly { readonly detector: string; readonly kind: string; readonly level: string }[];
  /** Whether it only counts repeats of what was alerted before. */
  readonly folded: boolean;
}

const MAX_ALERTS = 50;

/** The newest alerts, of one tenant or of all, newest first. */
export function alertsOf(events: readonly PublishedEvent[], tenant: string | undefined): AlertView[] {
  return events
    .filter(
      ({ subject, event }) =>
        subject === 'guardrail.alert' && (tenant === undefined || event['tenantId'] === tenant),
    )
    .slice(-MAX_ALERTS)
    .map(({ event }) => alertView(event))
    .sort((a, b) => b.at.localeCompare(a.at));
}

function alertView(event: PublishedEvent['event']): AlertView {
  const payload = fieldsOf(event['payload']);
  return {
    at: text(event['occurredAt']),
    tenant: text(event['tenantId']),
    level: text(payload['level']),
    direction: text(payload['direction']),
    model: typeof payload['model'] === 'string' ? payload['model'] : null,
    callId: text(payload['callId']),
    folded: payload['folded'] === true,
    findings: listOf(payload['findings']).map((finding) => {
      const { detector, kind, level } = fieldsOf(finding);
      return { detector: text(detector), kind: text(kind), level: text(level) };
    }),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
