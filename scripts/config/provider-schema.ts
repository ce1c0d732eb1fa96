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
};

const limits = { rpm: count.optional(), tpm: count.optional() };

const deployment = z.strictObject({
  id: z.string().min(1).optional(),
  weight: z.number().positive().optional(),
  ...connection,
  ...limits,
});

const model = z
  .strictObject({
    /** The provider's own id of the model; `*` stands for whatever follows the prefix of a wildcard name. */
    id: z.string().min(1),
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
});

/** One file of `config/providers/`: sections by provider id. */
export const providerFileSchema = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), provider);

export type Provider = z.infer<typeof provider>;
export type ProviderModel = z.infer<typeof model>;
export type Connection = Pick<
  Provider,
  'api_key' | 'api_base' | 'vertex_project' | 'vertex_location' | 'vertex_credentials'
>;
