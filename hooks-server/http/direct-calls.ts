import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { faultName } from '../errors.js';
import { callQuestionSchema } from '../litellm/call.js';
import { holdsSecret } from './auth.js';
import type { CallsDependencies } from './calls.js';
import { CORRELATION_HEADER, correlationIdFor } from './envelope.js';

export interface DirectCallsDependencies extends Omit<CallsDependencies, 'end'> {
  readonly secret: string | undefined;
}

const ROUTE = '/calls';
/** The status of a request whose client went away before it was answered. */
const CLIENT_CLOSED = 499;

/**
 * The one request that every call waits for, past Express, whose middleware it does not need. Only the plugin's own form
 * of it is answered here; whatever else comes (no secret, another encoding or type, no length, too large) goes to `others`,
 * which answers it as it answers everything.
 */
export function directCalls(deps: DirectCallsDependencies, others: RequestListener): RequestListener {
  const mayPass = holdsSecret(deps.secret);
  const isPlain = ({ method, url, headers }: IncomingMessage) =>
    method === 'POST' &&
    url === ROUTE &&
    headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length']) <= deps.bodyLimit &&
    mayPass(headers['x-api-key']);
  return (request, response) => {
    if (isPlain(request)) void answer(request, response, deps);
    else others(request, response);
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { begin, admission, metrics, log }: DirectCallsDependencies,
): Promise<void> {
  const stop = metrics.requestSeconds.startTimer();
  metrics.requestsInFlight.inc();
  response.once('close', () => {
    metrics.requestsInFlight.dec();
    stop({ route: ROUTE, status: response.writableFinished ? response.statusCode : CLIENT_CLOSED });
  });
  const correlationId = correlationIdFor(request.headers[CORRELATION_HEADER]);
  const send = (body: object) => {
    const text = JSON.stringify(body);
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      [CORRELATION_HEADER]: correlationId,
    });
    response.end(text);
  };
  if (!admission.enter(request, response, 'calls')) return send({});
  try {
    const question = callQuestionSchema.parse(JSON.parse(await textOf(request)));
    send(await begin(question));
  } catch (error) {
    // The user's call goes on, whatever failed here.
    metrics.faults.inc({ route: 'calls' });
    log.warn({ route: 'calls', correlationId, fault: faultName(error) }, 'answered neutrally');
    if (!response.headersSent) send({});
  }
}

/** A body of a known length; rejects when the client goes away in its middle. */
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8');
}
