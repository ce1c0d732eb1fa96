import type { CallRecord, CallReference, CallRegistry, RewrittenText } from './call-registry.js';
import type { Compressor } from '../compression/compressor.js';
import type { CompressionResult } from '../compression/result.js';
import type { TenantSettings } from '../configuration/settings.js';
import type { BackgroundDetector } from '../detection/background.js';
import type { DetectionResult } from '../detection/detector.js';
import { textSegments, type Message } from '../litellm/messages.js';
import type { TranscriptItem } from '../litellm/transcript.js';
import type { Identity, Tenant } from '../tenancy/tenant.js';

/** A call as it is seen before any provider does. */
export interface SeenCall {
  readonly callId: string;
  /** Names this very call: a client may give several calls one id. */
  readonly occurrence: string;
  readonly identity: Identity;
  readonly tenant: Tenant | undefined;
  readonly model: string;
  readonly correlationId: string;
  readonly messages: readonly Message[];
}

/** Prompt tokens before compression, and as the provider gets them. */
export interface CountedTokens {
  readonly original: number;
  readonly sent: number;
}

export interface InspectionDependencies {
  readonly settingsFor: (tenantId: string | undefined) => TenantSettings;
  readonly detector: Pick<BackgroundDetector, 'scanRequest'>;
  readonly compressor: Pick<Compressor, 'compress'>;
  readonly calls: CallRegistry;
  /** Called after every scan, to raise alerts; it is never waited for. */
  readonly detected: (call: SeenCall, result: DetectionResult) => void;
  /** Called when a scan failed: nothing was found then, and the call went on. */
  readonly scanFailed: (error: unknown) => void;
  /** Called with what compression did, or why it did nothing. */
  readonly compressed: (call: SeenCall, result: CompressionResult) => void;
  /** Called for each call, so that one whose usage never arrives is noticed. */
  readonly seen: (call: SeenCall, tokens: CountedTokens) => void;
}

export interface CompressionChoice {
  /** Most of what is no conversation means something else when it is cut. */
  readonly isConversation: boolean;
  /** What a request may choose for itself. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The body's own `cache_control`, where the way into the service shows it. */
  readonly cacheControl?: unknown;
  /** The conversation as an agent's, where the way into the service shows it. */
  readonly transcript?: () => readonly TranscriptItem[];
}

/** The steps that each way into the service takes with a call before it goes to its provider. */
export function createInspection(deps: InspectionDependencies) {
  return {
    /** Shortens the last user message where that is worth it. Never rejects. */
    compress(call: SeenCall, choice: CompressionChoice): Promise<CompressionResult> {
      const { isConversation, metadata, cacheControl, transcript } = choice;
      const { compression } = deps.settingsFor(call.tenant?.id);
      return deps.compressor.compress({
        model: call.model,
        messages: call.messages,
        settings: isConversation ? compression : { ...compression, enabled: false },
        ...(call.tenant && { tenantId: call.tenant.id }),
        metadata,
        cacheControl,
        ...(transcript && { transcript }),
      });
    },

    /**
     * Looks for what is worth an alert in `texts`, all that the request has; remembers and tells it as soon as it is known.
     * Never rejects.
     */
    scan: (call: SeenCall, texts: () => readonly Message[]): Promise<void> =>
      scan(call, texts, deps)
        .then((detected) => deps.detected(call, detected))
        .catch(deps.scanFailed),

    /** The same for a call that another hook service has scanned and told: remembered here, and told to nobody. */
    scanAgain: (call: SeenCall, texts: () => readonly Message[]): Promise<void> =>
      scan(call, texts, deps).then(() => undefined, deps.scanFailed),

    /** Makes the call known to those that come after it. `scanned` settles when detection has looked at it. */
    remember(call: SeenCall, scanned: Promise<void>, more: Pick<CallRecord, 'guarded'> = {}): void {
      // Anew, also when the id is known: a client may use a call id twice, and nothing of the first call is the second's.
      deps.calls.begin(nameOfCall(call), {
        ...more,
        model: call.model,
        correlationId: call.correlationId,
        ...(call.tenant && { tenantId: call.tenant.id }),
        scan: scanned,
      });
    },

    /** Remembers and tells what compression did. */
    noteCompression(call: SeenCall, compressed: CompressionResult): void {
      deps.calls.note(nameOfCall(call), {
        rewritten: rewrittenLastUserText(call, compressed),
        compression: summaryOf(compressed),
      });
      deps.compressed(call, compressed);
    },

    /** Tells the watch over missing usage that a call went on. */
    expectUsage(call: SeenCall, tokens: CountedTokens): void {
      if (call.callId !== '') deps.seen(call, tokens);
    },
  };
}

export type Inspection = ReturnType<typeof createInspection>;

async function scan(
  seen: SeenCall,
  texts: () => readonly Message[],
  deps: InspectionDependencies,
): Promise<DetectionResult> {
  const call = { ...seen, messages: texts() };
  const settings = deps.settingsFor(call.tenant?.id).detection;
  const result = await deps.detector.scanRequest({ messages: call.messages, settings });
  deps.calls.note(nameOfCall(call), {
    systemPrompt: result.systemPrompt,
    alerts: result.detected.findings.map(({ detector: name, kind, level }) => ({
      detector: name,
      kind,
      level,
    })),
  });
  return result.detected;
}

function summaryOf(result: CompressionResult) {
  const { originalTokens, compressedTokens, reason, profile, latencyMs } = result;
  return { originalTokens, compressedTokens, reason, profile, latencyMs };
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

export function nameOfCall({
  callId,
  occurrence,
  identity,
}: Pick<SeenCall, 'callId' | 'occurrence' | 'identity'>): CallReference {
  return { callId, occurrence, keyHash: identity.keyHash };
}
