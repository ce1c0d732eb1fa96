import { z } from 'zod';
import { nearMiss } from '../../hooks-server/configuration/near-miss.js';
import { environmentReference } from '../../hooks-server/tenancy/settings.js';
import { duration } from './duration.js';

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
  /** Where several LiteLLM keep the router's state together; none, and each keeps its own. */
  redis_host: environmentReference.optional(),
  redis_port: environmentReference.or(count).optional(),
  redis_password: environmentReference.optional(),
  model_group_alias: z.record(z.string(), z.string()).optional(),
});

const settings = z.record(z.string(), z.unknown());

/**
 * A section in which LiteLLM has hundreds of switches and passes over what it does not know. Those that this project
 * relies on are checked, and what is nearly one of them is taken for a misspelling; all others pass.
 */
function switches<Shape extends z.ZodRawShape>(reliedOn: Shape) {
  return z.looseObject(reliedOn).superRefine((section, context) => {
    for (const key of Object.keys(section)) {
      const meant = nearMiss(key, Object.keys(reliedOn));
      if (meant === undefined) continue;
      const message = `LiteLLM has no such setting and passes over it; did you mean \`${meant}\`? Correct its spelling`;
      context.addIssue({ code: 'custom', path: [key], message });
    }
  });
}

const litellmSettings = switches({
  callbacks: z.array(z.string()).optional(),
  prometheus_exclude_labels: z.array(z.string()).optional(),
  prometheus_metrics_max_series_per_metric: count.min(1).optional(),
  request_timeout: seconds.optional(),
  enable_post_custom_auth_checks: z.boolean().optional(),
  disable_hf_tokenizer_download: z.boolean().optional(),
  global_disable_no_log_param: z.boolean().optional(),
});

const generalSettings = switches({
  master_key: z.string().optional(),
  custom_auth: z.string().optional(),
  custom_auth_run_common_checks: z.boolean().optional(),
  database_url: z.string().optional(),
  database_connection_pool_limit: count.min(1).optional(),
  proxy_batch_write_at: count.min(1).optional(),
  disable_spend_logs: z.boolean().optional(),
  store_prompts_in_spend_logs: z.boolean().optional(),
  maximum_spend_logs_retention_period: duration.optional(),
});

/** The entry by which LiteLLM asks the hook service: each parameter that its generic guardrail takes. */
const hooksGuardrail = z.strictObject({
  guardrail_name: z.literal('hooks'),
  litellm_params: z.strictObject({
    guardrail: z.literal('generic_guardrail_api'),
    // Compression and detection want the prompt before its provider gets it.
    mode: z.literal('pre_call'),
    default_on: z.boolean().optional(),
    api_base: z.string(),
    api_key: z.string().optional(),
    timeout: z.number().positive().optional(),
    unreachable_fallback: z.enum(['fail_open', 'fail_closed']).optional(),
    fail_on_error: z.boolean().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    extra_headers: z.array(z.string()).optional(),
    additional_provider_specific_params: settings.optional(),
  }),
  guardrail_info: settings.optional(),
});

/** The same by the plugin's own guardrail, which takes everything else from the environment. */
const pluginGuardrail = z.strictObject({
  guardrail_name: z.literal('hooks'),
  litellm_params: z.strictObject({
    guardrail: z.literal('hooks_plugin.Guardrail'),
    mode: z.literal('pre_call'),
    default_on: z.boolean().optional(),
  }),
  guardrail_info: settings.optional(),
});

/** Any guardrail of LiteLLM; only the one that leads to the hook service is known here in full. */
const guardrail = z
  .looseObject({ guardrail_name: z.string(), litellm_params: z.looseObject({ guardrail: z.string() }) })
  .superRefine((entry, context) => {
    if (entry.guardrail_name !== 'hooks') return;
    const isOwn = entry.litellm_params.guardrail.startsWith('hooks_plugin.');
    const { error } = (isOwn ? pluginGuardrail : hooksGuardrail).safeParse(entry);
    for (const issue of error?.issues ?? [])
      context.issues.push({ ...issue, input: entry } as z.core.$ZodRawIssue);
  });

/** `config/litellm.base.yaml`: everything of LiteLLM's own file but the models, and the sections we know of. */
export const litellmBaseSchema = z.strictObject({
  litellm_settings: litellmSettings.optional(),
  general_settings: generalSettings.optional(),
  router_settings: routerSettings.optional(),
  guardrails: z.array(guardrail).optional(),
  callback_settings: settings.optional(),
});

/** A transport of `config/transports/`: laid over the base, its guardrails after the base's own. */
export const transportSchema = litellmBaseSchema.pick({ litellm_settings: true, guardrails: true });

/** A file of `config/keys/`: laid over the base. */
export const keysSchema = litellmBaseSchema.pick({ litellm_settings: true, general_settings: true });

/** A file of `config/metrics/`: laid over the base, its callbacks after those of the transport. */
export const metricsSchema = litellmBaseSchema.pick({ litellm_settings: true });

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
