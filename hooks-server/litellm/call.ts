import { z } from 'zod';
import type { Identity } from '../tenancy/tenant.js';
import { cacheControlsSchema, cacheIdentitySchema, type CacheLookup } from './cache.js';

const text = z.string().nullish();

/**
 * What the plugin asks on `POST /calls`, once for each call: the request as the client sent it, in the form of the API
 * that it came by, and who sent it. Only what is needed to read the rest at all is checked here: a part of an unknown
 * form must not cost the call the others.
 */
export const callQuestionSchema = z.looseObject({
  callId: text.describe("LiteLLM's call id, which its usage record has too."),
  callType: z
    .string()
    .catch('')
    .describe("LiteLLM's name of the API: `acompletion`, `anthropic_messages`, `aresponses`, …"),
  model: text.catch(undefined).describe('The model group that the client asked for.'),
  identity: cacheIdentitySchema.nullish(),
  request: z
    .record(z.string(), z.unknown())
    .catch({})
    .describe("The fields of the client's body; long base64 texts are replaced by `{sha256}`."),
  headers: z
    .record(z.string(), z.string())
    .nullish()
    .catch(undefined)
    .describe("The client's headers that mean something here, in lower case."),
  controls: cacheControlsSchema.nullish().catch(undefined),
  completesStreams: z
    .boolean()
    .nullish()
    .catch(undefined)
    .describe('The plugin puts into a replayed stream of chat chunks what LiteLLM leaves out of it.'),
  uncertain: z
    .boolean()
    .nullish()
    .describe(
      'The request holds what JSON cannot say exactly (`Infinity`, a number of more than 64 bits): nothing is cached then.',
    ),
  only: z
    .literal('cache')
    .nullish()
    .catch(undefined)
    .describe("The cache alone is asked: a guardrail of LiteLLM's has asked for the rest."),
  probe: z.boolean().nullish().describe('No call of a client: the plugin asks whether the service answers.'),
});

export type CallQuestion = z.infer<typeof callQuestionSchema>;

/** Steps from the request's body to a value in it. */
export type Path = readonly (string | number)[];

/** What the cache said to one question; `store` is whether the provider's answer may be kept. */
export type CallCacheAnswer =
  | {
      readonly hit: true;
      readonly kind: 'exact' | 'semantic';
      readonly entry: string;
      readonly similarity?: number;
      readonly value: unknown;
    }
  | { readonly hit: false; readonly reason: string; readonly store: boolean };

/** The answer to `POST /calls`. Everything in it may be absent: an empty answer changes nothing about the call. */
export interface CallAnswer {
  /** Texts that the provider is to get instead of those at these places. */
  readonly changes?: readonly { readonly path: Path; readonly text: string }[];
  /** For embeddings `items`, one for each input in their order, null where there is nothing to be served. */
  readonly cache?: CallCacheAnswer | { readonly items: readonly (object | null)[]; readonly store: boolean };
  /** For the client. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is known of the call, sealed: to be sent with what it leaves behind, which any hook service may take. */
  readonly facts?: string;
}

/** What the plugin sends to `POST /calls/ended`, in shared batches; records and stores are read one by one. */
export const endedCallsSchema = z.looseObject({
  records: z.array(z.unknown()),
  stores: z.array(z.unknown()).catch([]),
  report: z
    .looseObject({
      missing: z.array(z.string()).catch([]),
      faults: z.record(z.string(), z.number()).catch({}),
      opened: z.number().catch(0),
    })
    .nullish()
    .catch(undefined),
});

export type EndedCalls = z.infer<typeof endedCallsSchema>;

/** An answer to be stored: the question as it was asked, what was said of it then, and the answer as LiteLLM keeps it. */
export const answeredCallSchema = z.looseObject({
  call: callQuestionSchema,
  facts: text.catch(undefined),
  value: z.unknown(),
});

export type AnsweredCall = z.infer<typeof answeredCallSchema>;

/** Who calls, as LiteLLM authenticated it. */
export function identityOf({ identity }: Pick<CacheLookup, 'identity'>): Identity {
  return {
    ...(identity?.keyHash && { keyHash: identity.keyHash }),
    ...(identity?.keyAlias && { keyAlias: identity.keyAlias }),
    ...(identity?.teamId && { teamId: identity.teamId }),
    ...(identity?.keyMetadata && { keyMetadata: identity.keyMetadata }),
  };
}
