import { z } from 'zod';

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();
const fallbacks = z.array(
  z.record(z.string(), z.array(z.string()).min(1, 'name at least one model to fall back to')),
);

/** The router settings that profiles may use; LiteLLM ignores or refuses a misspelt one only at run time. */
export const routerSettings = z.strictObject({
  routing_strategy: z
    .enum([
      'simple-shuffle',
      'least-busy',
      'usage-based-routing-v2',
      'latency-based-routing',
      'cost-based-routing',
    ])
    .optional(),
  routing_strategy_args: z.record(z.string(), z.unknown()).optional(),
  num_retries: count.max(20).optional(),
  timeout: seconds.optional(),
  stream_timeout: seconds.optional(),
  retry_after: seconds.optional(),
  retry_policy: z
    .strictObject({
      AuthenticationErrorRetries: count.optional(),
      BadRequestErrorRetries: count.optional(),
      ContentPolicyViolationErrorRetries: count.optional(),
      InternalServerErrorRetries: count.optional(),
      RateLimitErrorRetries: count.optional(),
      TimeoutErrorRetries: count.optional(),
    })
    .optional(),
  allowed_fails: count.optional(),
  cooldown_time: seconds.optional(),
  disable_cooldowns: z.boolean().optional(),
  enable_pre_call_checks: z.boolean().optional(),
  optional_pre_call_checks: z.array(z.string()).optional(),
  max_fallbacks: count.optional(),
  fallbacks: fallbacks.optional(),
  context_window_fallbacks: fallbacks.optional(),
  content_policy_fallbacks: fallbacks.optional(),
  default_fallbacks: z.array(z.string()).optional(),
  model_group_alias: z.record(z.string(), z.string()).optional(),
});

const settings = z.record(z.string(), z.unknown());

/** `config/litellm.base.yaml`: everything of LiteLLM's own file but the models, and the sections we know of. */
export const litellmBaseSchema = z.strictObject({
  litellm_settings: settings.optional(),
  general_settings: settings.optional(),
  router_settings: routerSettings.optional(),
  guardrails: z
    .array(
      z.looseObject({ guardrail_name: z.string(), litellm_params: z.looseObject({ guardrail: z.string() }) }),
    )
    .optional(),
  callback_settings: settings.optional(),
});

/** A profile of `config/profiles/`: laid over the base. */
export const profileSchema = litellmBaseSchema.omit({ guardrails: true });

/** `config/outbound.yaml`. */
export const outboundSchema = z.strictObject({
  allowed_hosts: z.array(
    z
      .string()
      .regex(
        /^(?:(?:\*\.)?[a-z0-9]+(?:[.-][a-z0-9]+)*|\[[0-9a-f:]+\])$/,
        'write a host name without scheme, port or path, with `*.` in front for its subdomains',
      ),
  ),
});

export type RouterSettings = z.infer<typeof routerSettings>;
export type LitellmBase = z.infer<typeof litellmBaseSchema>;
