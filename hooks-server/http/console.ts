import { readFile } from 'node:fs/promises';
import { json, Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Console } from '../console/console.js';
import {
  createGuesses,
  createSessions,
  GUESS_SECONDS,
  SESSION_COOKIE,
  SESSION_SECONDS,
} from '../console/session.js';
import type { Streams } from '../console/streams.js';
import { RequestError } from '../errors.js';
import type { Log } from '../telemetry/log.js';
import { audited, rateLimited } from './admin-guard.js';
import { holdsSecret } from './auth.js';
import { errorHandler, notFound } from './envelope.js';
import { parseQuery } from './query.js';

export interface ConsoleRoutesDependencies {
  readonly console: Console;
  readonly streams: Streams;
  /** Of the admin routes; undefined in development, when everybody may look. */
  readonly secret: string | undefined;
  readonly requestsPerMinute: number;
  readonly log: Log;
}

/** The files of the page. What a browser may ask for is named here, so that no path leads elsewhere. */
const FOLDER = new URL('../../../console/', import.meta.url);
const files: Readonly<Record<string, string>> = {
  'console.css': 'text/css',
  'icon.svg': 'image/svg+xml',
  'charts.js': 'text/javascript',
  'connection.js': 'text/javascript',
  'console.js': 'text/javascript',
  'dom.js': 'text/javascript',
  'format.js': 'text/javascript',
  'histogram.js': 'text/javascript',
  'panels.js': 'text/javascript',
  'threshold.js': 'text/javascript',
};

/** Nothing from elsewhere, nothing inline, no text that becomes HTML, and in nobody's frame. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const signInSchema = z.strictObject({ secret: z.string().max(4_096) });
const viewQuery = z.object({
  tenant: z.string().min(1).max(256).optional(),
  window: z.enum(['hour', 'day']).default('hour'),
});

/**
 * `/console`: one page for people, and what it reads. The page itself holds nothing of the service's. Whoever signs in
 * with the admin secret gets a cookie that no script can read, that goes to these routes alone, and with which nothing can
 * be changed.
 */
export function consoleRoutes(deps: ConsoleRoutesDependencies): Router {
  const { console, streams, secret, requestsPerMinute, log } = deps;
  const router = Router();
  const sessions = createSessions(secret ?? '');
  const validUntil = ({ headers }: Request) =>
    secret === undefined ? Date.now() + SESSION_SECONDS * 1_000 : sessions.validUntil(headers.cookie);
  router.use((_request, response, next) => {
    response.set(HEADERS);
    response.set('cache-control', 'no-store');
    next();
  });
  router.use(pageRoutes());
  router.get('/session', (request, response) => {
    response.json({ signedIn: validUntil(request) !== undefined });
  });
  router.use('/session', sessionRoutes({ secret, log, open: () => sessions.open() }));
  router.use((request, _response, next) => {
    if (validUntil(request) !== undefined) return next();
    next(new RequestError(401, 'signed_out', 'Sign in with the admin secret.'));
  });
  router.use(rateLimited(requestsPerMinute));
  router.get('/overview', async (request, response) => {
    response.json(await console.overview(viewOf(request)));
  });
  router.get('/lookups', async (request, response) => {
    response.json(await console.lookups(viewOf(request).tenant));
  });
  router.get('/calls/:callId', audited(log), async (request, response) => {
    const call = await console.explain(String(request.params['callId']));
    if (!call) throw new RequestError(404, 'unknown_call', 'This call is not known here; it may be too old.');
    response.json(call);
  });
  router.get('/stream', (request, response) => {
    const view = viewOf(request);
    const until = validUntil(request) ?? 0;
    if (streams.open(response, () => console.events(view), until)) return;
    response.setHeader('retry-after', '10');
    throw new RequestError(503, 'too_many_streams', 'As many live views are open as there may be.');
  });
  router.use(notFound(), errorHandler(log));
  return router;
}

function viewOf(request: Request) {
  const { tenant, window } = parseQuery(viewQuery, request);
  return { tenant, window };
}

function pageRoutes(): Router {
  const router = Router();
  const read = new Map<string, Promise<Buffer>>();
  const send = (name: string, type: string): RequestHandler => {
    return async (_request: Request, response: Response) => {
      // Read once, by the first who looks: a service at whose console nobody looks has nothing of it in memory.
      const content = read.get(name) ?? readFile(new URL(name, FOLDER));
      read.set(name, content);
      content.catch(() => read.delete(name));
      response.type(type).send(await content);
    };
  };
  router.get('/', send('index.html', 'text/html'));
  for (const [name, type] of Object.entries(files)) router.get(`/${name}`, send(name, type));
  return router;
}

interface SessionDependencies extends Pick<ConsoleRoutesDependencies, 'secret' | 'log'> {
  readonly open: () => string;
}

/** The secret comes once, in a body: never in an address, which logs and histories keep. */
function sessionRoutes({ secret, log, open }: SessionDependencies): Router {
  const router = Router();
  const isSecret = holdsSecret(secret);
  const guesses = createGuesses();
  const audit = (action: string, ok: boolean) => log.info({ audit: { action, ok, at: Date.now() } }, 'audit');
  router.post('/', sameOrigin, json({ limit: 10_000, inflate: false }), (request, response) => {
    const address = request.socket.remoteAddress ?? '';
    if (guesses.mustWait(address)) {
      response.setHeader('retry-after', String(GUESS_SECONDS));
      throw new RequestError(429, 'too_many_guesses', 'Too many wrong secrets; wait a minute.');
    }
    const { data } = signInSchema.safeParse(request.body);
    if (!data) throw new RequestError(400, 'bad_sign_in', 'Expected an object with `secret`, a text.');
    const ok = isSecret(data.secret);
    audit('console.sign-in', ok);
    if (!ok) {
      guesses.wrong(address);
      throw new RequestError(401, 'unauthorized', 'This is not the admin secret.');
    }
    response.setHeader('set-cookie', cookie(open(), SESSION_SECONDS, request));
    response.status(204).end();
  });
  router.delete('/', sameOrigin, (request, response) => {
    response.setHeader('set-cookie', cookie('', 0, request));
    response.status(204).end();
  });
  return router;
}

/** Browsers say where a request comes from; another site's is refused before it is read. */
const sameOrigin: RequestHandler = (request, _response, next) => {
  const site = request.get('sec-fetch-site');
  if (site === undefined || site === 'same-origin') return next();
  next(new RequestError(403, 'other_site', 'This request came from another site.'));
};

function cookie(value: string, seconds: number, request: Request): string {
  const isSecure =
    Reflect.get(request.socket, 'encrypted') === true || request.get('x-forwarded-proto') === 'https';
  return `${SESSION_COOKIE}=${value}; Path=/console; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}
