import type { CallRegistry, RewrittenText } from './calls.js';
import type { Compressor } from '../compression/compressor.js';
import type { CompressionResult } from '../compression/result.js';
import type { CompressionSettings } from '../compression/settings.js';
import type { TenantSettings } from '../configuration/settings.js';
import type { BackgroundDetector } from '../detection/background.js';
import type { DetectionResult } from '../detection/detector.js';
import type { DetectionSettings } from '../detection/settings.js';
import { withToolTexts } from '../detection/tool-texts.js';
import { rewriteTexts } from './rewrites.js';
import type { CallName } from '../litellm/call-name.js';
import { guardrailIdentity, type GuardrailRequest, type GuardrailResponse } from '../litellm/guardrail.js';
import { textSegments, type Message } from '../litellm/messages.js';
import type { TenantDirectory } from '../tenancy/directory.js';
import type { Identity, Tenant } from '../tenancy/tenant.js';

/** A call as the guardrail hook sees it, before any provider does. */
export interface SeenCall {
  readonly callId: string;
  readonly identity: Identity;
  readonly tenant: Tenant | undefined;
  readonly model: string;
  readonly correlationId: string;
  readonly messages: readonly Message[];
}

export interface GuardrailHookDependencies {
  readonly tenants: TenantDirectory;
  readonly settingsFor: (tenantId: string | undefined) => TenantSettings;
  readonly detector: Pick<BackgroundDetector, 'scanRequest'>;
  readonly compressor: Pick<Compressor, 'compress'>;
  readonly calls: CallRegistry;
  /** Told of every scan: raises alerts, and is never waited for. */
  readonly detected: (call: SeenCall, result: DetectionResult) => void;
  /** Told of a scan that failed: nothing was found then, and the call went on. */
  readonly scanFailed: (error: unknown) => void;
  /** Told what compression did, or why it did nothing. */
  readonly compressed: (call: SeenCall, result: CompressionResult) => void;
  /** Told of each call, so that one whose usage never arrives is noticed. */
  readonly seen: (call: SeenCall, tokens: CountedTokens) => void;
}

/** Prompt tokens before compression, and as the provider gets them. */
export interface CountedTokens {
  readonly original: number;
  readonly sent: number;
}

/** What happens before a call: detection looks, compression may shorten, and the call is remembered. */
export function createGuardrailHook(deps: GuardrailHookDependencies) {
  return async (request: GuardrailRequest): Promise<GuardrailResponse> => {
    // Responses are scanned from the callback, where they cost the user no time.
    if (request.input_type === 'response') return { action: 'NONE' };
    const call = describe(request, deps.tenants);
    const settings = deps.settingsFor(call.tenant?.id);
    const compressed = await deps.compressor.compress({
      model: call.model,
      messages: call.messages,
      settings: compressionFor(request, settings),
      ...(call.tenant && { tenantId: call.tenant.id }),
      metadata: requestMetadata(request),
    });
    // After compression, so that the two do not compete for a core. The call waits for no long text's scan: alerts change
    // nothing about it.
    const scanned = scan(request, call, settings.detection, deps).catch(deps.scanFailed);
    remember(call, compressed, scanned, deps);
    deps.compressed(call, compressed);
    if (call.callId !== '') {
      deps.seen(call, { original: compressed.originalTokens, sent: compressed.compressedTokens });
    }
    const texts = rewriteTexts(request.texts ?? [], call.messages, compressed.changes);
    return texts ? { action: 'GUARDRAIL_INTERVENED', texts } : { action: 'NONE' };
  };
}

/**
 * Only routes of conversations send messages. What LiteLLM sends as bare texts (inputs of embeddings, texts to be spoken,
 * image prompts, documents to be ranked, text completions) cannot be told apart, and most of it means something else when
 * it is cut.
 */
function compressionFor(request: GuardrailRequest, { compression }: TenantSettings): CompressionSettings {
  return request.structured_messages ? compression : { ...compression, enabled: false };
}

function describe(request: GuardrailRequest, tenants: TenantDirectory): SeenCall {
  const identity = guardrailIdentity(request);
  const callId = request.litellm_call_id ?? '';
  return {
    callId,
    identity,
    tenant: tenants.resolve(identity),
    model: request.model ?? 'unknown',
    correlationId: headerOf(request, 'x-correlation-id') ?? callId,
    messages:
      request.structured_messages ?? (request.texts ?? []).map((content) => ({ role: 'user', content })),
  };
}

/**
 * The call as detection reads it. LiteLLM leaves out of the messages the parts that it does not know, but has their
 * texts in `texts`; what tools are given and give back is text as well.
 */
function scannedCall({ texts }: GuardrailRequest, call: SeenCall): SeenCall {
  const messages = withToolTexts(call.messages);
  const known = new Set(textSegments(messages).map(({ text }) => text));
  const others = (texts ?? []).filter((text) => !known.has(text));
  return { ...call, messages: [...messages, ...others.map((content) => ({ role: 'user', content }))] };
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
function headerOf({ request_headers: headers }: GuardrailRequest, name: string): string | undefined {
  const value = headers?.[name];
  return typeof value === 'string' && value !== '[present]' ? value : undefined;
}

/** Remembers and tells what was found as soon as it is known. */
async function scan(
  request: GuardrailRequest,
  seen: SeenCall,
  settings: DetectionSettings,
  { detector, detected, calls }: GuardrailHookDependencies,
): Promise<void> {
  const call = scannedCall(request, seen);
  const result = await detector.scanRequest({ messages: call.messages, settings });
  calls.note(nameOf(call), {
    systemPrompt: result.systemPrompt,
    alerts: result.detected.findings.map(({ detector: name, kind, level }) => ({
      detector: name,
      kind,
      level,
    })),
  });
  detected(call, result.detected);
}

function remember(
  call: SeenCall,
  compressed: CompressionResult,
  scanned: Promise<void>,
  { calls }: GuardrailHookDependencies,
): void {
  const { originalTokens, compressedTokens, reason, profile, latencyMs } = compressed;
  calls.note(nameOf(call), {
    model: call.model,
    correlationId: call.correlationId,
    ...(call.tenant && { tenantId: call.tenant.id }),
    scan: scanned,
    // Also when there is none: a client may use a call id twice, and the first call's text is not the second's.
    rewritten: rewrittenLastUserText(call, compressed),
    compression: { originalTokens, compressedTokens, reason, profile, latencyMs },
  });
}

/** The last user text before and after compression, if it was changed. */
function rewrittenLastUserText(
  { messages }: SeenCall,
  { changes }: CompressionResult,
): RewrittenText | undefined {
  const last = textSegments(messages).findLast(({ role }) => role === 'user');
  const change = changes.find(({ message, part }) => message === last?.message && part === last.part);
  return last && change && { original: last.text, sent: change.text };
}

function nameOf({ callId, identity }: SeenCall): CallName {
  return { callId, keyHash: identity.keyHash };
}
