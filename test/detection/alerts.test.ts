import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  alertEventSchema,
  alertJsonSchema,
  type AlertEvent,
} from '../../hooks-server/detection/alerts/alert-event.js';
import {
  createAlerts,
  type AlertContext,
  type AlertsDependencies,
} from '../../hooks-server/detection/alerts/alerts.js';
import type { DetectionResult } from '../../hooks-server/detection/detector.js';
import type { Finding } from '../../hooks-server/detection/finding.js';

const finding = (valueHash = 'a'.repeat(32)): Finding => ({
  detector: 'pii',
  kind: 'credit-card',
  level: 'high',
  score: 0.95,
  where: { message: 0, role: 'user', start: 4, end: 20 },
  signals: ['luhn'],
  excerpt: '[16 characters, …1111]',
  valueHash,
});
const result = (...findings: Finding[]): DetectionResult => ({ findings, truncated: false, latencyMs: 1 });
const context = (overrides: Partial<AlertContext> = {}): AlertContext => ({
  tenantId: 'acme',
  platformId: 'web',
  keyHash: 'f'.repeat(64),
  model: 'gpt-4o',
  callId: 'call-1',
  correlationId: 'corr-1',
  direction: 'request',
  ...overrides,
});

function setUp(deps: Partial<AlertsDependencies> = {}) {
  const events: AlertEvent[] = [];
  const clock = { time: Date.UTC(2026, 0, 1), tick: () => {} };
  const alerts = createAlerts({
    emit: (event) => {
      events.push(event);
      return Promise.resolve();
    },
    now: () => clock.time,
    schedule: (work) => {
      clock.tick = work;
      return () => {};
    },
    ...deps,
  });
  return { events, clock, alerts };
}

const schemaFile = new URL('../../../docs/schemas/guardrail.alert.schema.json', import.meta.url);

describe('guardrail.alert', () => {
  it('has the schema that is kept in docs', () => {
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(alertJsonSchema());
  });

  it('is valid under its schema, first alert and folded repeat alike', async () => {
    const { events, alerts } = setUp();
    await alerts.report(result(finding()), context(), 60);
    await alerts.report(
      result(finding()),
      context({ callId: 'call-2', tenantId: null, keyHash: 'f'.repeat(64) }),
      60,
    );
    await alerts.report(result(finding()), context({ callId: 'call-3' }), 60);
    await alerts.close();
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    const validate = ajv.compile(alertJsonSchema());
    expect(events).toHaveLength(3);
    for (const event of events) expect([validate(event), validate.errors]).toEqual([true, null]);
    // Its strict twin: the service sends nothing else.
    for (const event of events) expect(alertEventSchema.safeParse(event).error).toBeUndefined();
    const [event] = events;
    expect(validate({ ...event, later: 1, payload: { ...event?.payload, later: 1 } })).toBe(true);
  });

  it('has the same id when the same call is delivered again, and another for another call', async () => {
    const { events, alerts } = setUp();
    await alerts.report(result(finding()), context(), 60);
    await alerts.report(result(finding()), context(), 60);
    await alerts.report(result(finding()), context({ callId: 'call-2', keyHash: 'other' }), 60);
    await alerts.report(result(finding()), context({ direction: 'response' }), 60);
    expect(events[1]).toEqual(events[0]);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(3);
    const again = setUp();
    await again.alerts.report(result(finding()), context(), 60);
    expect(again.events[0]?.eventId).toBe(events[0]?.eventId);
  });
});

describe('createAlerts', () => {
  it('has another id for another tenant, another key, and another call under the same id', async () => {
    const { events, alerts } = setUp();
    for (const who of [
      {},
      { tenantId: 'globex' },
      { keyHash: 'e'.repeat(64) },
      { occurrence: 'a' },
      { occurrence: 'b' },
    ])
      await alerts.report(result(finding()), context(who), 0);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(5);
  });

  it('counts the repeats of a client that gives all its calls one id', async () => {
    const { events, alerts } = setUp();
    for (let call = 0; call < 5; call++)
      await alerts.report(result(finding()), context({ occurrence: String(call) }), 60);
    await alerts.close();
    expect(events.map(({ payload }) => payload.findings[0]?.count)).toEqual([1, 4]);
  });

  it('emits nothing without findings', async () => {
    const { events, alerts } = setUp();
    await alerts.report(result(), context(), 60);
    await alerts.close();
    expect(events).toEqual([]);
  });

  it('merges the same value in one request and counts it', async () => {
    const { events, alerts } = setUp();
    await alerts.report(result(finding(), finding(), finding('b'.repeat(32))), context(), 60);
    expect(events[0]?.payload.findings.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('folds a loop of a thousand requests into one alert and one count', async () => {
    const { events, alerts, clock } = setUp();
    for (let call = 0; call < 1000; call++) {
      await alerts.report(result(finding()), context({ callId: `call-${call}` }), 60);
    }
    expect(events).toHaveLength(1);
    clock.time += 61_000;
    clock.tick();
    await alerts.flush();
    expect(events).toHaveLength(2);
    expect(events[1]?.payload).toMatchObject({ folded: true, findings: [{ count: 999 }] });
  });

  it('does not fold across keys, tenants, directions or values, nor after the window', async () => {
    const { events, alerts, clock } = setUp();
    await alerts.report(result(finding()), context(), 60);
    await alerts.report(result(finding()), context({ callId: '2', keyHash: 'e'.repeat(64) }), 60);
    await alerts.report(result(finding()), context({ callId: '3', tenantId: 'globex' }), 60);
    await alerts.report(result(finding()), context({ callId: '4', direction: 'response' }), 60);
    await alerts.report(result(finding('c'.repeat(32))), context({ callId: '5' }), 60);
    clock.time += 60_000;
    await alerts.report(result(finding()), context({ callId: '6' }), 60);
    expect(events.map(({ payload }) => payload.folded)).toEqual([false, false, false, false, false, false]);
  });

  it('does not fold at all with a window of zero', async () => {
    const { events, alerts } = setUp();
    await alerts.report(result(finding()), context({ callId: '1' }), 0);
    await alerts.report(result(finding()), context({ callId: '2' }), 0);
    expect(events).toHaveLength(2);
  });

  it('reports the count of a finding that it forgets for want of room', async () => {
    const { events, alerts } = setUp({ maximumFolds: 1 });
    await alerts.report(result(finding()), context({ callId: '1' }), 60);
    await alerts.report(result(finding()), context({ callId: '2' }), 60);
    await alerts.report(result(finding('d'.repeat(32))), context({ callId: '3' }), 60);
    expect(events.map(({ payload }) => payload.findings[0]?.count)).toEqual([1, 1, 1]);
    expect(events.filter(({ payload }) => payload.folded)).toHaveLength(1);
  });

  it('tells of a failed emit and goes on', async () => {
    const errors: unknown[] = [];
    const { alerts } = setUp({
      emit: () => Promise.reject(new Error('outbox full')),
      onEmitError: (error) => errors.push(error),
    });
    await alerts.report(result(finding()), context(), 60);
    expect(errors).toHaveLength(1);
  });
});
