import { z } from 'zod';

const text = z.string().nullish();

/** LiteLLM's request controls (`cache: {...}` in the body, `Cache-Control` on the route); ages in seconds. */
export const cacheControlsSchema = z.looseObject({
  noCache: z.boolean().nullish(),
  noStore: z.boolean().nullish(),
  ttl: z.number().nonnegative().nullish(),
  sMaxAge: z.number().nonnegative().nullish(),
});

export type CacheControls = z.infer<typeof cacheControlsSchema>;

/** Who calls, as LiteLLM authenticated it. The plugin sends nothing here that the client could choose. */
export const cacheIdentitySchema = z.looseObject({
  keyHash: text,
  keyAlias: text,
  teamId: text,
  keyMetadata: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * What the plugin's cache backend asks on `POST /cache/lookup`. `request` is the call as LiteLLM had it: messages, input
 * or prompt, and every parameter. For embeddings LiteLLM hands its backend nothing but the key, so all else is optional.
 */
export const cacheLookupSchema = z.looseObject({
  callId: text,
  key: text.describe("LiteLLM's own cache key. It covers model, input and parameters, but no tenant."),
  callType: z.string().min(1),
  model: text.describe('The model group that the client asked for.'),
  identity: cacheIdentitySchema.nullish(),
  request: z.record(z.string(), z.unknown()).nullish(),
  controls: cacheControlsSchema.nullish(),
  headers: z
    .record(z.string(), z.unknown())
    .nullish()
    .describe("Of the client's headers those that the service knows what to do with."),
  completesStreams: z
    .boolean()
    .nullish()
    .describe('The plugin puts into a replayed stream of chat chunks what LiteLLM leaves out of it.'),
});

export type CacheLookup = z.infer<typeof cacheLookupSchema> & {
  /** Which of the calls under this id it is, where the way into the service shows it: of no other is anything taken. */
  readonly occurrence?: string | undefined;
};

/** `POST /cache/store`: the same call with what LiteLLM would keep: `{timestamp, response}`, opaque but for admission. */
export const cacheStoreSchema = cacheLookupSchema.extend({ value: z.unknown() });

export type CacheStoreRequest = z.infer<typeof cacheStoreSchema> & Pick<CacheLookup, 'occurrence'>;

/** What the cache says to a look-up. `similarity` is the calibrated score, from 0 to 1, of a semantic hit or of the best candidate that was none. */
export type CacheLookupAnswer =
  | { readonly hit: false; readonly reason: string; readonly similarity?: number }
  | {
      readonly hit: true;
      readonly kind: 'exact' | 'semantic';
      readonly entry: string;
      readonly similarity?: number;
      readonly value: unknown;
    };

/** The answer to a look-up, as the plugin reads it: `headers` go to the client, whether or not it is a hit. */
export type CacheLookupReply = CacheLookupAnswer & { readonly headers?: Readonly<Record<string, string>> };

/** The answer to a store request; `reason` says why an answer was not stored. */
export type CacheStoreAnswer =
  { readonly stored: true; readonly entry: string } | { readonly stored: false; readonly reason: string };
