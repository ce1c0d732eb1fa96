import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { eventIdOf, subjects, type OutboxRecord } from '../../hooks-server/events/envelope.js';
import type { Outbox, StoredRecord } from '../../hooks-server/events/outbox.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';

/** Dependencies that every part takes; the log is silent. */
export function commonDeps() {
  return { clock: () => Date.now(), log: pino({ level: 'silent' }), metrics: createMetrics() };
}

/** A directory that is gone when the test's `await using` scope ends. */
export async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'events-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A small quota event; equal numbers give equal events. */
export function sampleEvent(number: number, tenantId = 'acme'): OutboxRecord {
  return {
    subject: subjects.quotaUpdated,
    event: {
      eventId: eventIdOf('test', `call-${number}`, 'success'),
      occurredAt: new Date(1_795_220_146_000 + number).toISOString(),
      tenantId,
      platformId: null,
      correlationId: `call-${number}`,
      actor: 'litellm-proxy',
      payload: { number },
    },
  };
}

export function sampleEvents(count: number, from = 0): OutboxRecord[] {
  return Array.from({ length: count }, (_, index) => sampleEvent(from + index));
}

/** A usage record as the plugin sends it. */
export function sampleUsage(
  callId: string,
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id: `chatcmpl-${callId}`,
    litellm_call_id: callId,
    trace_id: `trace-${callId}`,
    call_type: 'acompletion',
    status: 'success',
    cache_hit: false,
    stream: false,
    custom_llm_provider: 'openai',
    model: 'openai/gpt-4o',
    model_group: 'gpt-4o',
    startTime: 1_795_220_146.5,
    endTime: 1_795_220_147.25,
    prompt_tokens: 19,
    completion_tokens: 10,
    total_tokens: 29,
    response_cost: 0.0001475,
    saved_cache_cost: 0,
    metadata: {
      user_api_key_hash: 'a'.repeat(64),
      user_api_key_alias: 'acme-1',
      user_api_key_team_id: 'acme',
      user_api_key_auth_metadata: { tenant_id: 'acme', platform_id: 'web' },
      requester_custom_headers: { 'x-correlation-id': 'corr-123' },
    },
    ...overrides,
  };
}

/** Everything that waits for a reader now, without acknowledging it. */
export async function readAll(
  outbox: Outbox,
  name: 'publisher' | 'mirror' = 'publisher',
): Promise<StoredRecord[]> {
  const reader = await outbox.reader(name);
  const { records } = await reader.backlog();
  const read: StoredRecord[] = [];
  while (read.length < records) read.push(...(await reader.read(1000, AbortSignal.timeout(10_000))));
  return read;
}

/** The events' ids in order. */
export function idsOf(records: readonly OutboxRecord[]): string[] {
  return records.map(({ event }) => event.eventId);
}
