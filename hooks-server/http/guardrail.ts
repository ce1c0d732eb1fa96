import { json, Router } from 'express';
import {
  guardrailRequestSchema,
  type GuardrailRequest,
  type GuardrailResponse,
} from '../litellm/guardrail.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { neutralOnError } from './neutral.js';

/** The path is LiteLLM's: it appends it to the guardrail's `api_base`. */
const GUARDRAIL_PATH = '/beta/litellm_basic_guardrail_api';

const NEUTRAL: GuardrailResponse = { action: 'NONE' };

export interface GuardrailDependencies {
  readonly inspect: (request: GuardrailRequest) => Promise<GuardrailResponse>;
  readonly bodyLimit: number;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** LiteLLM's pre-call hook: the answer is `NONE`, or the texts that the provider shall get instead. */
export function guardrailRoutes({ inspect, bodyLimit, metrics, log }: GuardrailDependencies): Router {
  const router = Router();
  router.post(GUARDRAIL_PATH, json({ limit: bodyLimit }), async (request, response) => {
    response.json(await inspect(guardrailRequestSchema.parse(request.body)));
  });
  router.use(GUARDRAIL_PATH, neutralOnError('guardrail', NEUTRAL, { metrics, log }));
  return router;
}
