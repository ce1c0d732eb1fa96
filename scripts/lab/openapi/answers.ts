import { z } from 'zod';
import type { ErrorEnvelope } from '../../../hooks-server/http/envelope.js';

/**
 * What the routes answer, as schemas. The service composes its answers from its own types and checks none of them: here
 * the compiler holds each schema to its type, and the tests hold it to what a running service says.
 */
export type Answer<Type> = z.ZodType<Loose<Type>>;

/** zod says of an optional field that it may be undefined, where our types say that it may be absent: in JSON the same. */
type Loose<Type> = Type extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : Type extends object
    ? { [Name in keyof Type]: Loose<Type[Name]> | (object extends Pick<Type, Name> ? undefined : never) }
    : Type;

export const count = z.int().nonnegative();
export const share = z.number().min(0).max(1);
export const usd = z.number().nonnegative();
export const unixMilliseconds = z.int().describe('Unix milliseconds.');
export const kind = z.enum(['exact', 'semantic']);

export const errorEnvelope = z
  .strictObject({
    error: z.strictObject({
      code: z.string().describe('Stable, for programs: `unauthorized`, `invalid_query`, `unknown_entry`, …'),
      message: z.string().describe('One sentence for a person: what was expected.'),
      correlationId: z.string().describe('The same as in the header `x-correlation-id`, and in the log.'),
      details: z.unknown().optional(),
    }),
  })
  .meta({ id: 'Error' }) satisfies Answer<ErrorEnvelope>;

export const liveness = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Liveness' });
const status = z.enum(['ok', 'degraded', 'unavailable']);
export const readiness = z.strictObject({ status }).meta({ id: 'Readiness' });
export const health = z
  .strictObject({
    status,
    version: z.string(),
    stopping: z.boolean(),
    parts: z.array(
      z.strictObject({
        name: z.string(),
        required: z.boolean(),
        ok: z.boolean(),
        detail: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Health' });
