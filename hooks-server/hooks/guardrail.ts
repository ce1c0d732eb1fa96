import { randomUUID } from 'node:crypto';
import { withToolTexts } from '../detection/tool-texts.js';
import { rewriteTexts } from './rewrites.js';
import { correlationIdOf } from '../litellm/correlation.js';
import { guardrailIdentity, type GuardrailRequest, type GuardrailResponse } from '../litellm/guardrail.js';
import { textSegments, type Message } from '../litellm/messages.js';
import type { TenantDirectory } from '../tenancy/directory.js';
import type { SharedCalls } from './shared-calls.js';
import { createInspection, nameOfCall, type InspectionDependencies, type SeenCall } from './inspect.js';

export interface GuardrailHookDependencies extends InspectionDependencies {
  readonly tenants: TenantDirectory;
  /** Absent where one hook service sees all of a call. */
  readonly shared?: SharedCalls | undefined;
}

/**
 * What happens before a call where LiteLLM's stock guardrail asks (`transport: generic`): detection looks, compression may
 * shorten, and the call is remembered.
 */
export function createGuardrailHook(deps: GuardrailHookDependencies) {
  const inspection = createInspection(deps);
  return async (request: GuardrailRequest): Promise<GuardrailResponse> => {
    // Responses are scanned from the callback, where they cost the user no time.
    if (request.input_type === 'response') return { action: 'NONE' };
    const call = describe(request, deps.tenants);
    const compressed = await inspection.compress(call, {
      // Only routes of conversations send messages. What LiteLLM sends as bare texts (inputs of embeddings, texts to be
      // spoken, image prompts, documents to be ranked, text completions) cannot be told apart.
      isConversation: Boolean(request.structured_messages),
      metadata: requestMetadata(request),
    });
    // After compression, so that the two do not compete for a core. The call waits for no long text's scan: alerts change
    // nothing about it.
    const scanned = inspection.scan(call, () => scannedMessages(request, call));
    inspection.remember(call, scanned, { guarded: true });
    inspection.noteCompression(call, compressed);
    await tellOthers(call, scanned, deps);
    inspection.expectUsage(call, { original: compressed.originalTokens, sent: compressed.compressedTokens });
    const texts = rewriteTexts(request.texts ?? [], call.messages, compressed.changes);
    return texts ? { action: 'GUARDRAIL_INTERVENED', texts } : { action: 'NONE' };
  };
}

/** The look-up that follows needs the text as it was written; the answer's store, whether there was an alert. */
async function tellOthers(
  call: SeenCall,
  scanned: Promise<void>,
  { shared, calls }: GuardrailHookDependencies,
): Promise<void> {
  if (shared === undefined) return;
  const name = nameOfCall(call);
  const tell = async () => {
    const record = calls.get(name);
    if (record) await shared.tell(name, record);
  };
  await tell();
  void scanned.then(tell);
}

function describe(request: GuardrailRequest, tenants: TenantDirectory): SeenCall {
  const identity = guardrailIdentity(request);
  const callId = request.litellm_call_id ?? '';
  return {
    callId,
    occurrence: randomUUID(),
    identity,
    tenant: tenants.resolve(identity),
    model: request.model ?? 'unknown',
    correlationId: correlationIdOf({ headers: shownHeaders(request), callId }),
    messages:
      request.structured_messages ?? (request.texts ?? []).map((content) => ({ role: 'user', content })),
  };
}

/**
 * The call as detection reads it. LiteLLM leaves out of the messages the parts that it does not know, but has their
 * texts in `texts`; what tools are given and give back is text as well.
 */
function scannedMessages({ texts }: GuardrailRequest, call: SeenCall): Message[] {
  const messages = withToolTexts(call.messages);
  const known = new Set(textSegments(messages).map(({ text }) => text));
  const others = (texts ?? []).filter((text) => !known.has(text));
  return [...messages, ...others.map((content) => ({ role: 'user', content }))];
}

/** What a request may choose for itself: the header `x-compression`, or the guardrail's own request parameters. */
function requestMetadata(request: GuardrailRequest): Record<string, unknown> {
  const compression = headerOf(request, 'x-compression');
  return {
    ...request.additional_provider_specific_params,
    ...(compression !== undefined && { compression }),
  };
}

/** LiteLLM shows `[present]` for a header whose value is not on its allow-list. */
function shownHeaders({ request_headers: headers }: GuardrailRequest): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([, value]) => value !== '[present]'));
}

function headerOf(request: GuardrailRequest, name: string): string | undefined {
  const value = shownHeaders(request)[name];
  return typeof value === 'string' ? value : undefined;
}
