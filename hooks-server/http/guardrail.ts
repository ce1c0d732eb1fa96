import { json, Router } from 'express';
import {
  guardrailRequestSchema,
  type GuardrailRequest,
  type GuardrailResponse,
} from '../litellm/guardrail.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Admission } from './admission.js';
import { neutralOnError } from './neutral.js';

/** The path is LiteLLM's: it appends it to the guardrail's `api_base`. */
const GUARDRAIL_PATH = '/beta/litellm_basic_guardrail_api';

const NEUTRAL: GuardrailResponse = { action: 'NONE' };

export interface GuardrailDependencies {
  readonly inspect: (request: GuardrailRequest) => Promise<GuardrailResponse>;
  readonly bodyLimit: number;
  readonly admission: Admission;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** LiteLLM's pre-call hook: the answer is `NONE`, or the texts that the provider shall get instead. */
export function guardrailRoutes({
  inspect,
  bodyLimit,
  admission,
  metrics,
  log,
}: GuardrailDependencies): Router {
  const router = Router();
  const body = json({ limit: bodyLimit, inflate: false });
  router.post(GUARDRAIL_PATH, admission.handler('guardrail'), body, async (request, response) => {
    response.json(await inspect(guardrailRequestSchema.parse(request.body)));
  });
  router.use(GUARDRAIL_PATH, neutralOnError('guardrail', NEUTRAL, { metrics, log }));
  return router;
}
