import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';
import fc from 'fast-check';
import type { Subject } from '../../hooks-server/events/envelope.js';
import { quotaEventId, quotaUpdated } from '../../hooks-server/events/quota-updated.js';
import { periodOf } from '../../hooks-server/events/quota/periods.js';
import { quotaThreshold } from '../../hooks-server/events/quota/thresholds.js';
import { noSums } from '../../hooks-server/events/quota/sums.js';
import { usageMissing } from '../../hooks-server/events/watch/call-watch.js';
import { usageRecordSchema } from '../../hooks-server/litellm/usage-record.js';
import { quotaEventSchema } from '../../scripts/quota-consumer/ledger.js';
import { sampleUsage } from './support.js';

/** The published schemas are open to fields of later versions. Closed, they tell whether we send more than they say. */
async function validator(subject: Subject, { closed = true } = {}) {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  // A CommonJS default export, seen from a native module.
  (formatsModule as unknown as { default: (ajv: Ajv2020) => void }).default(ajv);
  const text = await readFile(`docs/schemas/${subject}.schema.json`, 'utf8');
  const validate = ajv.compile(
    JSON.parse(text, (_name, value: unknown) =>
      closed && isObjectSchema(value) ? { ...value, additionalProperties: false } : value,
    ) as object,
  );
  return (event: unknown) => (validate(event) ? [] : validate.errors);
}

function isObjectSchema(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'properties') === 'object' &&
    'type' in value
  );
}

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const name = fc.string({ unit: 'grapheme', maxLength: 30 });
const usage = fc.record({
  id: optional(name),
  litellm_call_id: fc.string({ minLength: 1 }),
  trace_id: optional(name),
  status: fc.constantFrom('success', 'failure'),
  cache_hit: optional(fc.boolean()),
  stream: optional(fc.boolean()),
  custom_llm_provider: optional(name),
  model: optional(name),
  model_group: optional(name),
  startTime: optional(fc.double({ min: 1e9, max: 4e9, noNaN: true })),
  endTime: optional(fc.double({ min: 1e9, max: 4e9, noNaN: true })),
  prompt_tokens: optional(fc.nat()),
  completion_tokens: optional(fc.nat()),
  total_tokens: optional(fc.nat()),
  response_cost: optional(fc.double({ min: 0, max: 100, noNaN: true })),
  saved_cache_cost: optional(fc.double({ min: 0, max: 100, noNaN: true })),
  metadata: optional(fc.record({ user_api_key_alias: optional(name) })),
  error_information: optional(fc.record({ error_code: optional(name), error_class: optional(name) })),
});

describe('published schemas', () => {
  it('describe every quota.updated that LiteLLM’s records can lead to', async () => {
    const errorsOf = await validator('quota.updated');
    fc.assert(
      fc.property(
        usage,
        fc.option(fc.constantFrom('exact', 'semantic'), { nil: undefined }),
        (value, kind) => {
          const record = usageRecordSchema.parse(value);
          const context = {
            ...(kind === undefined ? {} : { cacheKind: kind }),
            compression: { original_tokens: 900, compressed_tokens: 400 },
          };
          const { event } = quotaUpdated({
            eventId: quotaEventId('test', record.litellm_call_id, record.status),
            record,
            tenant: undefined,
            context,
            now: 1_795_220_146_000,
          });
          expect(errorsOf(JSON.parse(JSON.stringify(event)))).toEqual([]);
          expect(quotaEventSchema.safeParse(event).success).toBe(true);
        },
      ),
    );
  });

  it('accept fields that a later version may add, and refuse an event that says less than promised', async () => {
    const [errorsOf, errorsWhenClosed] = [
      await validator('quota.updated', { closed: false }),
      await validator('quota.updated'),
    ];
    const record = usageRecordSchema.parse(sampleUsage('a'));
    const { event } = quotaUpdated({
      eventId: quotaEventId('test', record.litellm_call_id, record.status),
      record,
      tenant: undefined,
      context: undefined,
      now: 0,
    });
    const later = { ...event, later: 1, payload: { ...event.payload, later: 1 } };
    expect(errorsOf(later)).toEqual([]);
    expect(errorsWhenClosed(later)).toHaveLength(2);
    expect(errorsOf({ ...event, payload: { ...event.payload, usage: {} } })).not.toEqual([]);
  });

  it('describe usage.missing', async () => {
    const errorsOf = await validator('usage.missing');
    const bare = usageMissing({ callId: 'a', seenAt: 0 }, 'test', 60_000);
    const full = usageMissing(
      {
        callId: 'a',
        seenAt: 0,
        tenant: { id: 't', platformId: 'p' },
        promptTokens: 1,
        originalTokens: 2,
        model: 'm',
        keyAlias: 'k',
      },
      'test',
      60_000,
    );
    expect([errorsOf(bare.event), errorsOf(full.event)]).toEqual([[], []]);
  });

  it('describe quota.threshold', async () => {
    const errorsOf = await validator('quota.threshold');
    const entry = {
      eventId: 'x',
      position: '0',
      tenantId: 'acme',
      platformId: null,
      keyHash: 'h',
      keyAlias: 'acme-1',
      budget: undefined,
      occurredAt: 0,
      sums: noSums,
    };
    for (const duration of ['30d', undefined]) {
      const state = {
        scope: 'key:h' as const,
        budget: { maxUsd: 10 },
        spentUsd: 8,
        period: periodOf(duration, 0),
      };
      expect(errorsOf(quotaThreshold(state, 80, entry, 'test', 0).event)).toEqual([]);
    }
  });
});
