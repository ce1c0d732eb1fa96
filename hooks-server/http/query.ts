import type { Request } from 'express';
import { z } from 'zod';
import { RequestError } from '../errors.js';

/** A query string checked against a schema; a RequestError says what was expected. */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, { query }: Request): z.infer<Schema> {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue?.path.join('.') ?? '';
  throw new RequestError(
    400,
    'invalid_query',
    `Query parameter \`${name}\`: ${issue?.message ?? 'is wrong'}.`,
  );
}

/** `true` or `false` in a query string. */
export const flag = (otherwise: boolean) =>
  z
    .enum(['true', 'false'])
    .optional()
    .transform((text) => (text === undefined ? otherwise : text === 'true'));
