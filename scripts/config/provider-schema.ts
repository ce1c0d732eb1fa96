import { z } from 'zod';
import { environmentReference } from '../../hooks-server/tenancy/settings.js';

const count = z.number().int().positive();
const dollars = z.number().nonnegative();

/** A base address: written out, or taken from the environment. Which hosts are allowed is checked when building. */
const baseAddress = z
  .string()
  .regex(
    /^(?:https?:\/\/\S+|os\.environ\/[A-Za-z_]\w*)$/,
    'write an address such as https://api.example.com/v1, or os.environ/NAME',
  );

/** Context windows, in tokens, where LiteLLM's own model map lacks them. */
const context = z.strictObject({ input: count, output: count.optional() });

/** Prices in USD per million tokens, where LiteLLM's own model map lacks them. */
const price = z.strictObject({
  input: dollars,
  output: dollars,
  cache_read: dollars.optional(),
  cache_write: dollars.optional(),
});

/** How one deployment is reached; what a model leaves out, its provider gives. */
const connection = {
  api_key: environmentReference.optional(),
  api_base: baseAddress.optional(),
  vertex_project: environmentReference.optional(),
  vertex_location: environmentReference.or(z.string().regex(/^[a-z]+(?:-[a-z]+\d+)?$/)).optional(),
  vertex_credentials: environmentReference.optional(),
  /** Azure's dated version of its API, such as 2024-10-21. */
  api_version: environmentReference
    .or(z.string().regex(/^\d{4}-\d{2}-\d{2}(?:-preview)?$|^(?:latest|preview)$/))
    .optional(),
  aws_access_key_id: environmentReference.optional(),
  aws_secret_access_key: environmentReference.optional(),
  aws_session_token: environmentReference.optional(),
  aws_region_name: environmentReference.or(z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/)).optional(),
  /** A role to take on, also one of another account; its ARN. */
  aws_role_name: environmentReference.or(z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/)).optional(),
  aws_session_name: environmentReference.or(z.string().regex(/^[\w+=,.@-]{2,64}$/)).optional(),
  aws_external_id: environmentReference.optional(),
  aws_bedrock_runtime_endpoint: baseAddress.optional(),
};

const seconds = z.number().positive();

/** What a model leaves out, its provider gives. */
const limits = {
  rpm: count.optional(),
  tpm: count.optional(),
  /** Seconds that one attempt may take, and seconds until a stream's first chunk. */
  timeout: seconds.optional(),
  stream_timeout: seconds.optional(),
  /** Attempts of the provider's own client, beside those of LiteLLM's router. */
  max_retries: z.number().int().nonnegative().optional(),
  /** Longest answer, in tokens, of a request that names none. */
  max_tokens: count.optional(),
};

/** The provider's id of a model, or the variable that holds it: LiteLLM does not start when that one is not set. */
const modelId = z.string().min(1);

const deployment = z.strictObject({
  id: modelId.optional(),
  weight: z.number().positive().optional(),
  ...connection,
  ...limits,
});

const model = z
  .strictObject({
    /** The provider's own id of the model; `*` stands for whatever follows the prefix of a wildcard name. */
    id: modelId,
    /** The model behind a deployment of one's own name, by whose price calls are counted. */
    base_model: z.string().min(1).optional(),
    category: z.enum(['paid', 'free', 'embedding']),
    context: context.optional(),
    price: price.optional(),
    /** More than one place that serves this name; load is spread over them. */
    deployments: z.array(deployment).min(1).optional(),
    ...limits,
  })
  .readonly();

/** The spellings LiteLLM takes: no spaces, at most one `*`, at the end. */
const modelName = z
  .string()
  .regex(
    /^[\w.:/-]+\*?$/,
    'a model name is letters, digits, `.`, `-`, `_`, `/`, with at most one `*` at its end',
  );

const provider = z.strictObject({
  /** LiteLLM's id of the provider, when it is not the section's own name. */
  litellm_provider: z.string().optional(),
  models: z
    .record(modelName, model)
    .refine((models) => Object.keys(models).length > 0, 'name at least one model, or remove the provider'),
  ...connection,
  ...limits,
});

/** One file of `config/providers/`: sections by provider id. */
export const providerFileSchema = z.record(z.string().regex(/^[a-z][a-z0-9_-]*$/), provider);

export type Provider = z.infer<typeof provider>;
export type ProviderModel = z.infer<typeof model>;
export type Connection = Pick<Provider, keyof typeof connection>;
export type Limits = Pick<Provider, keyof typeof limits>;

/** The settings that say how a deployment is reached, in the order of LiteLLM's file. */
export const CONNECTION_SETTINGS = Object.keys(connection) as (keyof Connection)[];
export const LIMIT_SETTINGS = Object.keys(limits) as (keyof Limits)[];
