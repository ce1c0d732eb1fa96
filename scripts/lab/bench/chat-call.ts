/** Where LiteLLM is, and a key of its. */
export interface ChatTarget {
  readonly url: string;
  readonly key: string;
}

/** A chat completion as one user asks for it. */
export interface ChatRequest {
  /** What the client names the call; the event's `correlationId`. */
  readonly correlationId: string;
  readonly content: string;
  readonly stream: boolean;
  /** Further fields of the body. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const TIMEOUT_MS = 60_000;

/** Makes a call. The headers of a whole answer; undefined when the client did not get one, whatever the reason. */
export async function chatCall(
  { url, key }: ChatTarget,
  { correlationId, content, stream, more }: ChatRequest,
): Promise<Headers | undefined> {
  const body = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
    ...more,
    ...(stream && { stream, stream_options: { include_usage: true } }),
  };
  try {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        'x-correlation-id': correlationId,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok && (!stream || text.includes('data: [DONE]')) ? response.headers : undefined;
  } catch {
    return undefined;
  }
}
