import { CommandError } from '../operate/service-client.js';

export interface LitellmAddress {
  /** LiteLLM's address. */
  readonly url: string;
  readonly masterKey: string;
  readonly fetch?: typeof fetch;
}

/**
 * What a route of LiteLLM's answers its administrator. Throws when it refuses; 404 is undefined where what is asked for may be
 * absent.
 */
export async function askLitellm(
  { url, masterKey, fetch: request = fetch }: LitellmAddress,
  path: string,
  query: Readonly<Record<string, string>>,
  { mayBeAbsent = false } = {},
): Promise<unknown> {
  const target = new URL(path, url);
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  const response = await request(target, { headers: { authorization: `Bearer ${masterKey}` } });
  if (mayBeAbsent && response.status === 404) return undefined;
  if (!response.ok) throw new CommandError(`LiteLLM answered ${response.status} to ${target.pathname}.`);
  return response.json();
}
