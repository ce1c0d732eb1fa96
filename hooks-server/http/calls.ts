import { json, Router, type Request, type Response } from 'express';
import {
  callQuestionSchema,
  endedCallsSchema,
  type CallAnswer,
  type CallQuestion,
  type EndedCalls,
} from '../litellm/call.js';
import { RequestError } from '../errors.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Admission } from './admission.js';
import { neutralOnError } from './neutral.js';

export interface CallsDependencies {
  readonly begin: (question: CallQuestion) => Promise<CallAnswer>;
  /** Resolves once every usage record is durable. Throws UnavailableError when one cannot be. */
  readonly end: (ended: EndedCalls) => Promise<object>;
  readonly bodyLimit: number;
  readonly admission: Admission;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The plugin's two routes: one hop before each call, and what calls left behind, in batches. */
export function callsRoutes({ begin, end, bodyLimit, admission, metrics, log }: CallsDependencies): Router {
  const router = Router();
  const body = json({ limit: bodyLimit, inflate: false });
  router.post(
    '/calls',
    admission.handler('calls'),
    body,
    async (request: Request, response: Response) => {
      response.json(await begin(callQuestionSchema.parse(request.body)));
    },
    neutralOnError('calls', {}, { metrics, log }),
  );
  // Not neutral, as the callback sink: a batch that is not durable is sent again.
  router.post('/calls/ended', admission.handler('calls_ended'), body, async (request, response) => {
    const { data } = endedCallsSchema.safeParse(request.body);
    if (data === undefined)
      throw new RequestError(400, 'bad_batch', 'Expected an object with `records`, a list of usage records.');
    response.json(await end(data));
  });
  return router;
}
