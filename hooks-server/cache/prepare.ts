import type { CacheLookup } from '../litellm/cache.js';
import type { Tenant } from '../tenancy/tenant.js';
import { refuseQuestion, type Refusal } from './admission.js';
import type { CacheDependencies, CallContext } from './dependencies.js';
import { earlierTurns } from './earlier-turns.js';
import { whoOf, type EntryKey } from './keys.js';
import { keysOf, readQuestion, type Question, type Unsuitable } from './question.js';
import type { CacheSettings } from './settings.js';
import { isLongerThan, LARGEST_REQUEST } from './size.js';

/** Why a call has nothing to do with the cache. */
export type NotPrepared = 'no-identity' | 'off' | 'too-large' | 'unknown-call' | Unsuitable | Refusal;

/** A call that may be looked up and stored. */
export interface Prepared {
  readonly tenant: Tenant;
  readonly settings: CacheSettings;
  readonly question: Question;
  readonly key: EntryKey;
  /** The last user text as the user wrote it. */
  readonly original: string;
  /** Texts of the turns before it, oldest first; only read where candidates are compared. */
  readonly earlierTurns: () => readonly string[];
  /** Whether the semantic layer may be asked too. */
  readonly semantic: boolean;
}

type Needs = Pick<CacheDependencies, 'settings' | 'embedder' | 'secret' | 'callContext' | 'store'>;

/** Reads a call, decides whether the cache may know it, and makes its keys. The same for look-up and store. */
export function prepare(call: CacheLookup, tenant: Tenant | undefined, needs: Needs): Prepared | NotPrepared {
  if (tenant === undefined || tenant.id === '') return 'no-identity';
  const settings = needs.settings(tenant);
  if (settings.mode === 'off') return 'off';
  // To take apart tens of megabytes needs several times as much memory.
  if (isLongerThan(call.request, LARGEST_REQUEST)) return 'too-large';
  const question = readQuestion(call, ignoredSet(settings.ignoredParameters));
  if (typeof question === 'string') return question;
  const { callId, occurrence, identity } = call;
  const context = callId
    ? needs.callContext({ callId, occurrence, keyHash: identity?.keyHash ?? undefined })
    : undefined;
  // Nobody can say whether it raised an alert, or what its client wrote.
  if (occurrence !== undefined && context === undefined) return 'unknown-call';
  const original = originalOf(question.text, context);
  const refusal = refuseQuestion(
    { question, original, alerted: context?.alerted ?? false },
    settings.admission,
  );
  if (refusal !== undefined) return refusal;
  const { embedder } = needs;
  const space = embedder ? `${embedder.id}/${embedder.dimension}` : 'none';
  return {
    tenant,
    settings,
    question,
    key: {
      who: whoOf(tenant, needs.secret),
      ...keysOf(question, { policyVersion: settings.policyVersion, space }),
    },
    original,
    earlierTurns: () => earlierTurns(call),
    semantic: isSemantic(question, original, settings.semantic) && needs.store.status().semantic,
  };
}

/**
 * The text as the user wrote it. What is known of the call counts only for the very text that is asked: a client may use a
 * call id for two calls at once, and the text of one must never stand for the other's answer.
 */
function originalOf(text: string, context: CallContext | undefined): string {
  return context?.rewritten?.sent === text ? context.rewritten.original : text;
}

const ignoredSets = new WeakMap<readonly string[], ReadonlySet<string>>();

function ignoredSet(names: readonly string[]): ReadonlySet<string> {
  const known = ignoredSets.get(names) ?? new Set(names);
  ignoredSets.set(names, known);
  return known;
}

function isSemantic(question: Question, original: string, settings: CacheSettings['semantic']): boolean {
  return (
    settings.enabled && question.family !== 'embedding' && estimateTokens(original) <= settings.maxTextTokens
  );
}

/**
 * Tokens that a WordPiece embedder makes of a text, roughly and rather too many: four Latin characters each (the usual
 * rule of thumb for English), one for each character of another script.
 */
function estimateTokens(text: string): number {
  const others = text.match(/[\u0250-\u{10ffff}]/gu)?.length ?? 0;
  return Math.ceil((text.length - others) / 4) + others;
}

/** The threshold that holds for a model group: a score from 0 to 1. */
export function thresholdFor(
  model: string,
  { threshold, thresholdByModel }: CacheSettings['semantic'],
): number {
  return Object.hasOwn(thresholdByModel, model) ? (thresholdByModel[model] ?? threshold) : threshold;
}
