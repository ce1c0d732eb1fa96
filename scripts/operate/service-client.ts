/** A failure that is for a person: one sentence, exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export interface ServiceClient {
  get(path: string, query?: Readonly<Record<string, string | undefined>>): Promise<unknown>;
  delete(path: string, query?: Readonly<Record<string, string | undefined>>): Promise<unknown>;
}

/** The hook service's admin routes. Each failure says what to do about it. Throws CommandError for what is no address. */
export function createServiceClient(url: string, secret: string | undefined): ServiceClient {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new CommandError(
      `\`${url}\` is no address of a hook service; name one like http://127.0.0.1:4100 by --url or HOOKS_URL.`,
    );
  }
  const call = async (method: string, path: string, query: Readonly<Record<string, string | undefined>>) => {
    const target = new URL(`${url.replace(/\/$/, '')}/admin${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) target.searchParams.set(name, value);
    }
    let response: Response;
    try {
      response = await fetch(target, {
        method,
        headers: { ...(secret !== undefined && { 'x-api-key': secret }), 'x-actor': 'hooks-cli' },
        signal: AbortSignal.timeout(40_000),
      });
    } catch (cause) {
      throw new CommandError(
        `The hook service does not answer at ${url}; start it, or name it by --url or HOOKS_URL.`,
        {
          cause,
        },
      );
    }
    if (response.ok) return response.json();
    const body = await response.text();
    if (response.status === 401 || response.status === 403) {
      throw new CommandError(
        'The hook service refuses the secret; set HOOKS_SERVER_ADMIN_SECRET, or where it has none HOOKS_SECRET, to the one it runs with.',
      );
    }
    throw new CommandError(`The hook service answered ${response.status}: ${messageIn(body)}`);
  };
  return {
    get: (path, query = {}) => call('GET', path, query),
    delete: (path, query = {}) => call('DELETE', path, query),
  };
}

/** The message of the error envelope. */
function messageIn(body: string): string {
  try {
    const parsed = JSON.parse(body) as { error?: { message?: unknown } };
    if (typeof parsed.error?.message === 'string') return parsed.error.message;
  } catch {
    // Not the envelope: something else listens there.
  }
  return 'something else than the hook service seems to listen there.';
}
