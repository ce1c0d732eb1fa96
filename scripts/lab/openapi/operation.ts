import type { z } from 'zod';

/** Which secret a route takes in `x-api-key`: of the plugin, of operators, either of them, or none. */
export type Secret = 'shared' | 'admin' | 'either' | 'none';

/** A body with an example, which the tests send to a running service. */
export interface Content {
  readonly schema: z.ZodType;
  readonly example: unknown;
}

/** One route as the document tells it. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'delete';
  /** With `{name}` for each part of the path that varies. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly secret: Secret;
  /** Whatever fails is answered with 200 and something that changes nothing about the user's call. */
  readonly isNeutral?: boolean;
  /** The parts of the path that vary: what they are, and an example. */
  readonly pathParameters?: Readonly<Record<string, readonly [description: string, example: string]>>;
  readonly query?: z.ZodObject;
  readonly body?: Content & { readonly contentType?: string };
  /** What 200 answers; text where it is no schema. */
  readonly answer: Content | { readonly contentType: string; readonly description: string };
  /** Other statuses beside those that every route of its kind has. */
  readonly errors?: Readonly<Record<number, string>>;
}
