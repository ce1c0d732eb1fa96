import type { CallFinder } from './call-context.js';
import type { TenantSettings } from '../configuration/settings.js';
import type { BackgroundDetector } from '../detection/background.js';
import type { DetectionResult } from '../detection/detector.js';
import { contentTexts, toolCallTexts } from '../detection/tool-texts.js';
import type { Message } from '../litellm/messages.js';
import { fieldsOf, listOf } from '../litellm/unknown-value.js';
import type { UsageRecord } from '../litellm/usage-record.js';
import type { Tenant } from '../tenancy/tenant.js';

export interface UsageHookDependencies {
  readonly settingsFor: (tenantId: string | undefined) => TenantSettings;
  readonly detector: Pick<BackgroundDetector, 'scanResponse'>;
  readonly callOf: CallFinder;
  /** Called after every scan of an answer. */
  readonly detected: (record: UsageRecord, tenant: Tenant | undefined, result: DetectionResult) => void;
  /** Called when a scan failed: nothing was found then. */
  readonly scanFailed: (error: unknown) => void;
  readonly recordSavedUsd: (tenantId: string, usd: number) => void;
}

/** What happens after a call, once its usage is durable: the answer is scanned, at no cost to the user. */
export function createUsageHook({
  settingsFor,
  detector,
  callOf,
  detected,
  scanFailed,
  recordSavedUsd,
}: UsageHookDependencies) {
  const scanAnswer = async (record: UsageRecord, tenant: Tenant | undefined) => {
    const messages = answerTexts(record.response);
    const isCut = record.response_truncated === true;
    if (messages.length === 0 && !isCut) return;
    // The request's scan brings the system prompt's fingerprint; where it was scanned elsewhere, no echo is looked for.
    await callOf(record)?.scan;
    const fingerprint = callOf(record)?.systemPrompt;
    const settings = settingsFor(tenant?.id).detection;
    const isRead = settings.enabled && settings.responses;
    const result = await detector.scanResponse({ messages, settings, ...(fingerprint && { fingerprint }) });
    detected(record, tenant, isCut && isRead ? { ...result, truncated: true } : result);
  };
  return (record: UsageRecord, tenant: Tenant | undefined): void => {
    if (tenant && record.saved_cache_cost) recordSavedUsd(tenant.id, record.saved_cache_cost);
    scanAnswer(record, tenant).catch(scanFailed);
  };
}

/** Undefined for what is no JSON: NaN and Infinity are none, and a provider may send them. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The texts of an answer as assistant messages, in each of the forms in which LiteLLM reports answers, and what it gives
 * to tools. Read piece by piece, so that one of an unknown form does not hide the others.
 */
export function answerTexts(response: unknown): Message[] {
  const answer = fieldsOf(typeof response === 'string' ? parsed(response) : response);
  const messages = [
    ...listOf(answer['choices']).map((choice) => fieldsOf(choice)['message']),
    ...listOf(answer['output']),
    answer,
  ];
  const texts = [
    ...listOf(answer['choices']).flatMap((choice) => contentTexts(fieldsOf(choice)['text'])),
    ...messages.flatMap((message) => [
      ...contentTexts(fieldsOf(message)['content']),
      ...toolCallTexts(message),
    ]),
  ];
  return texts.map((content) => ({ role: 'assistant', content }));
}
