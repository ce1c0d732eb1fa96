import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import { detectorNames } from '../finding.js';

/** Name space of this event's identifiers: a fixed random UUID, so that the same alert always has the same id. */
const NAME_SPACE = '6f1c1a52-3f0e-4c64-9a0b-8f3f2f6f7b1d';

const findingSchema = z.strictObject({
  detector: z.enum(detectorNames).describe('Which detector found it.'),
  kind: z.string().min(1).max(64).describe('What was found, in lower-case words with hyphens.'),
  level: z
    .enum(['reserved', 'low', 'medium', 'high'])
    .describe('How serious it is under the tenant’s thresholds; `reserved` where the value is nobody’s.'),
  score: z.number().min(0).max(1).describe('Confidence from 0 to 1.'),
  where: z
    .strictObject({
      message: z.number().int().nonnegative().describe('Number of the message, from 0.'),
      part: z.number().int().nonnegative().optional().describe('Number of the content part, from 0.'),
      role: z.string().describe('Role of the message.'),
      start: z.number().int().nonnegative().describe('First UTF-16 unit.'),
      end: z.number().int().nonnegative().describe('UTF-16 unit after the last.'),
    })
    .describe('Where it stood.'),
  signals: z.array(z.string()).describe('Names of the rules that contributed.'),
  excerpt: z.string().max(200).describe('A redacted excerpt: at most the last four characters of a value.'),
  valueHash: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Keyed hash of the value, to correlate alerts.'),
  count: z
    .number()
    .int()
    .positive()
    .describe('How often the same key sent the same value since the last alert.'),
});

/** What is published as `guardrail.alert`: one event for the new findings of a request or a response. */
export const alertEventSchema = z.strictObject({
  eventId: z
    .uuid()
    .describe('UUIDv5 of the call, the direction and the findings: a redelivery has the same.'),
  occurredAt: z.iso.datetime().describe('When it was found, UTC.'),
  tenantId: z.string().nullable().describe('Tenant of the key; null when the key belongs to none.'),
  platformId: z.string().nullable().describe('Platform of the tenant.'),
  correlationId: z.string().describe('Correlation id of the request, else the call id.'),
  actor: z.literal('litellm-proxy'),
  payload: z.strictObject({
    direction: z.enum(['request', 'response']).describe('Whether the client or the model sent it.'),
    callId: z.string().describe('LiteLLM’s call id.'),
    model: z.string().nullable().describe('Model as it was asked for.'),
    keyHash: z.string().nullable().describe('SHA-256 of the virtual key.'),
    level: z.enum(['reserved', 'low', 'medium', 'high']).describe('Highest level of the findings.'),
    truncated: z.boolean().describe('Whether some of the text was left unscanned.'),
    folded: z.boolean().describe('Whether this event reports repeats of findings that were alerted before.'),
    findings: z.array(findingSchema).min(1),
  }),
});

export type AlertEvent = z.infer<typeof alertEventSchema>;
export type AlertFinding = AlertEvent['payload']['findings'][number];

/** The identifier of an event with these stable parts, the same on every machine and every time. */
export function alertEventId(parts: readonly string[]): string {
  return uuidV5(parts.map((part) => `${part.length}:${part}`).join('|'), NAME_SPACE);
}

/**
 * The event's JSON Schema (draft 2020-12), as kept in docs/schemas/guardrail.alert.schema.json. It is open, though we send
 * nothing else: consumers are to pass over fields that a later version adds.
 */
export function alertJsonSchema(): object {
  return {
    ...z.toJSONSchema(alertEventSchema, {
      target: 'draft-2020-12',
      override: ({ jsonSchema }) => void delete jsonSchema.additionalProperties,
    }),
    $id: 'guardrail.alert.schema.json',
    title: 'guardrail.alert',
  };
}
