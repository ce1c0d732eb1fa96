import { CommandError } from './service-client.js';

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Gateway {
  readonly url: string;
  get(path: string): Promise<GatewayAnswer>;
  /** Posts JSON. The answer is read whole, a stream too. */
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<GatewayAnswer>;
}

/** A running LiteLLM, asked with a virtual key. Throws CommandError for what is no address. */
export function createGateway(url: string, key: string | undefined, timeoutMs = 60_000): Gateway {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw new CommandError(
      `\`${url}\` is no address of LiteLLM; name one like http://127.0.0.1:4000 by --url.`,
    );
  const base = url.replace(/\/$/, '');
  const call = async (path: string, init: RequestInit): Promise<GatewayAnswer> => {
    const response = await fetch(`${base}${path}`, {
      ...init,
      headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...init.headers },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    url: base,
    get: (path) => call(path, {}),
    post: (path, body, headers = {}) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  };
}

/** The key that a variable holds. Throws CommandError where it holds none. */
export function keyFrom(variable: string, environment: NodeJS.ProcessEnv): string {
  const key = environment[variable];
  if (!key)
    throw new CommandError(
      `${variable} is not set; set it to a virtual key of LiteLLM, or name another variable by --key-variable.`,
    );
  return key;
}

/** Whether an address is this machine's own. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** What went wrong with a request, in one word: never its text, which may hold an address with a password. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause: unknown = error.cause;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' ? code : error.name;
}
