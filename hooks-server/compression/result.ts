import type { Path } from '../litellm/call.js';
import type { Message } from '../litellm/messages.js';
import type { TranscriptItem } from '../litellm/transcript.js';
import type { CompressionSettings } from './settings.js';
import type { Task } from './task/task.js';

/** What came of a request, and why. */
export const COMPRESSION_REASONS = [
  /** Sentences were selected; the text is shorter. */
  'compressed',
  /** The request is no look-up (`task` says what it is taken for): every part of it may matter. */
  'not_a_lookup',
  /** The question matches nothing in the text. */
  'low_query_match',
  /** No question was found. */
  'no_question',
  /** Everything that could go is protected, or the result would not be shorter. */
  'incompressible',
  /** Fewer tokens than `minimumTokens`. */
  'below_minimum',
  /** More characters than `maximumCharacters`. */
  'above_maximum',
  /** The client tells the provider what to cache: the whole (Anthropic's top-level `cache_control`), or parts of an agent's talk. */
  'provider_cached',
  /** There is no user message with text after the last cache breakpoint; for agents, no result of an earlier call. */
  'nothing_to_compress',
  /** Turned off for the tenant, the model or everybody, or not a conversation (embeddings, speech and their kin). */
  'off',
  /** The request asked not to be compressed. */
  'opted_out',
  /** Not done in time. */
  'deadline',
  /** Recent failures: not tried. */
  'breaker_open',
  /** An internal fault. */
  'error',
] as const;

export type CompressionReason = (typeof COMPRESSION_REASONS)[number];

/** A chat completion's messages and who sends them. */
export interface CompressionRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  /** The same conversation as an agent's, where the way into the service shows it: calls of tools and their results. */
  readonly transcript?: () => readonly TranscriptItem[];
  /** The settings as they hold for this tenant. */
  readonly settings: CompressionSettings;
  readonly tenantId?: string;
  /** The request's own metadata: `compression` may be `false`, `off`, a profile's name or `{ profile }`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The body's own `cache_control`: the provider then caches everything up to the last block. */
  readonly cacheControl?: unknown;
  /** Overrides the settings' deadline. */
  readonly deadlineMs?: number;
}

/** One text that is to be replaced, where it stands in the messages. */
export interface TextChange {
  readonly message: number;
  /** Set when the message's content is a list of parts. */
  readonly part?: number;
  /** Where in the request a tool's result stands; set for these only. */
  readonly path?: Path;
  readonly text: string;
}

export interface CompressionResult {
  /** Empty when the request goes on as it came. */
  readonly changes: readonly TextChange[];
  /** Tokens of the texts that may be compressed (the user messages), in the model's encoding. */
  readonly originalTokens: number;
  /** The same after compression; equal to `originalTokens` when nothing changed. */
  readonly compressedTokens: number;
  /** Whether the tokens were counted; false for an estimate by length (off, deadline, too long, breaker, fault). */
  readonly exact: boolean;
  /** 0 to 100. */
  readonly savingsPercent: number;
  readonly latencyMs: number;
  /** The profile that was chosen: a name from the settings, or `off`. */
  readonly profile: string;
  readonly reason: CompressionReason;
  /** What the request was taken for; absent where nobody looked (off, too short, too long, deadline). */
  readonly task?: Task;
}
