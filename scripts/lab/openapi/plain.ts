import { z } from 'zod';

/**
 * What a schema asks for, without what it does about input that is not so: `catch` and `preprocess` keep a part of an
 * unknown form from costing a call the rest, and have no word in a JSON schema. Descriptions stay.
 */
export function plain(schema: z.ZodObject): z.ZodObject;
export function plain(schema: z.core.$ZodType): z.ZodType;
export function plain(schema: z.core.$ZodType): z.ZodType {
  const known = schema as z.ZodType;
  const description = known.description;
  const inner = unwrapped(known);
  return description === undefined ? inner : inner.describe(description);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodCatch) return plain(schema.def.innerType);
  if (schema instanceof z.ZodPipe) {
    const { in: first, out } = schema.def;
    return plain(first instanceof z.ZodTransform ? out : first);
  }
  if (schema instanceof z.ZodOptional) return plain(schema.def.innerType).optional();
  if (schema instanceof z.ZodNullable) return plain(schema.def.innerType).nullable();
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: plain(schema.def.element) });
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.def.shape).map(
      ([name, field]) => [name, plain(field)] as const,
    );
    return schema.clone({ ...schema.def, shape: Object.fromEntries(fields) });
  }
  return schema;
}
