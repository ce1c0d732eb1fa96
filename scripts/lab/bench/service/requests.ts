import { randomUUID } from 'node:crypto';
import { freshPrompts } from '../overhead/prompts.js';

/** What one call asks, and what it leaves behind: as the plugin sends them. */
export interface CallBodies {
  readonly question: Readonly<Record<string, unknown>>;
  readonly record: Readonly<Record<string, unknown>>;
  readonly store: Readonly<Record<string, unknown>>;
}

/** Of what the questions are: nobody's before, almost those of an earlier one, or one of a few again and again. */
export const KINDS = ['novel', 'similar', 'repeat', 'long'] as const;
export type Kind = (typeof KINDS)[number];

const KEY_HASH = 'a'.repeat(64);
const ASKED_AGAIN = 20;

const repeated = freshPrompts('short', ASKED_AGAIN);
const CHANGES: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^How do people/, 'How can people').replace('?', ' today?'),
  (text) => text.replace('?', ', roughly?'),
  (text) => `Hello! ${text}`,
  (text) => `${text} Thank you.`,
];

/** The calls whose answers the others find: each question that is asked again, once. */
export const firstCalls = (): CallBodies[] => repeated.map((_, at) => bodiesOf('repeat', at));

function textOf(kind: Kind, at: number): string {
  const again = repeated[at % repeated.length] ?? '';
  if (kind === 'repeat') return again;
  if (kind === 'similar') return CHANGES[at % CHANGES.length]?.(again) ?? again;
  return freshPrompts(kind === 'long' ? 'long' : 'short', 1)[0] ?? '';
}

/** The bodies of a call that asks a question of a kind. */
export function bodiesOf(kind: Kind, at: number): CallBodies {
  const callId = randomUUID();
  const content = textOf(kind, at);
  const identity = {
    keyHash: KEY_HASH,
    keyAlias: 'bench',
    teamId: 'bench',
    keyMetadata: { tenant_id: 'bench' },
  };
  const question = {
    callId,
    callType: 'acompletion',
    model: 'gpt-4o',
    identity,
    request: { messages: [{ role: 'user', content }], stream: false },
  };
  return { question, record: recordOf(callId), store: { call: question, value: valueOf(callId, content) } };
}

function recordOf(callId: string): CallBodies['record'] {
  const endTime = Date.now() / 1000;
  return {
    ...{ id: `chatcmpl-${callId}`, litellm_call_id: callId, trace_id: callId, call_type: 'acompletion' },
    ...{ status: 'success', cache_hit: false, stream: false, custom_llm_provider: 'openai' },
    ...{ model: 'gpt-4o', model_group: 'gpt-4o', startTime: endTime - 0.75, endTime },
    ...{
      prompt_tokens: 50,
      completion_tokens: 20,
      total_tokens: 70,
      response_cost: 0.0003,
      saved_cache_cost: 0,
    },
    metadata: {
      user_api_key_hash: KEY_HASH,
      user_api_key_alias: 'bench',
      user_api_key_team_id: 'bench',
      user_api_key_auth_metadata: { tenant_id: 'bench' },
      requester_custom_headers: {},
    },
  };
}

/** An answer as LiteLLM keeps it. */
function valueOf(callId: string, question: string) {
  const message = {
    role: 'assistant',
    content: `An answer of the usual kind to "${question.slice(0, 200)}".`,
  };
  const usage = { prompt_tokens: 50, completion_tokens: 20, total_tokens: 70 };
  const response = {
    ...{ id: `chatcmpl-${callId}`, object: 'chat.completion', created: 1, model: 'gpt-4o', usage },
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  };
  return { timestamp: Date.now() / 1000, response: JSON.stringify(response) };
}
