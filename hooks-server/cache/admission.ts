import { fieldsOf, listOf } from '../litellm/unknown-value.js';
import { normaliseUnicode } from '../unicode.js';
import type { CacheSettings } from './settings.js';
import type { Question } from './question.js';
import { isBareFollowUp, refusedKinds, type RefusedKind } from './refusals/refusals.js';

/** Why a question is neither looked up nor stored. */
export type Refusal = 'empty' | 'temperature' | 'live-tools' | 'alert' | 'follow-up' | RefusedKind;

export interface Asked {
  readonly question: Question;
  /** The last user text as the user wrote it, before any compression. */
  readonly original: string;
  /** Detection raised an alert on a text of this call. */
  readonly alerted: boolean;
}

/** Parameters by which providers search the web or run something themselves (OpenAI, xAI, OpenRouter, Alibaba, Anthropic). */
const LIVE_PARAMETERS = [
  'web_search_options',
  'search_parameters',
  'enable_search',
  'plugins',
  'mcp_servers',
] as const;

/** Characters at each end of a long text in which a question about it stands; the middle is its material. */
const QUESTION_SPAN = 400;

/** A word that the cut goes through, where blanks part words: half a word is another word. */
const SPACED = String.raw`[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{P}]+`;
const CUT_END = new RegExp(`${SPACED}$`, 'u');
const CUT_START = new RegExp(`^${SPACED}`, 'u');

/** Why this question must not be cached, or undefined. Look-up and store ask the same, so that both agree. */
export function refuseQuestion(
  { question, original, alerted }: Asked,
  settings: CacheSettings['admission'],
): Refusal | undefined {
  if (question.family === 'embedding') return undefined;
  if (question.text.trim() === '') return 'empty';
  if (settings.refuseAlerted && alerted) return 'alert';
  if (temperatureOf(question) > settings.maxTemperature) return 'temperature';
  if (hasHostedTools(question)) return 'live-tools';
  return refuseText(original, settings);
}

/** Why a text must not be cached. Of a long text only both ends are read: what lies between is what it asks about. */
export function refuseText(text: string, settings: CacheSettings['admission']): Refusal | undefined {
  const isShort = text.length <= 2 * QUESTION_SPAN;
  const read = isShort
    ? plain(text)
    : `${plain(text.slice(0, QUESTION_SPAN).replace(CUT_END, ''))}\n${plain(text.slice(-QUESTION_SPAN).replace(CUT_START, ''))}`;
  if (settings.refuseFollowUps && isShort && isBareFollowUp(read)) return 'follow-up';
  const kinds = refusedKinds(read);
  if (settings.refuseMutating && kinds.has('mutating')) return 'mutating';
  if (settings.refuseOneOff && kinds.has('one-off')) return 'one-off';
  if (settings.refuseVolatile && kinds.has('volatile')) return 'volatile';
  if (settings.refusePersonal && kinds.has('personal')) return 'personal';
  if (settings.refuseUnread && kinds.has('unread')) return 'unread';
  return undefined;
}

/** As the word lists are written: composed letters (UAX #15), one blank between words, whatever a client sends. */
function plain(text: string): string {
  return normaliseUnicode(text, 'NFC').replace(/\s+/g, ' ');
}

/** OpenAI, Anthropic and Google sample at 1 when they are not told otherwise. */
const DEFAULT_TEMPERATURE = 1;

function temperatureOf({ parameters }: Question): number {
  const temperature = parameters['temperature'];
  return typeof temperature === 'number' ? temperature : DEFAULT_TEMPERATURE;
}

/** Whether the provider may look something up or run something: its results change with the world, and so does the answer. */
function hasHostedTools({ parameters }: Question): boolean {
  const body = fieldsOf(parameters['extra_body']);
  if (LIVE_PARAMETERS.some((name) => isOn(parameters[name]) || isOn(body[name]))) return true;
  const tools = [...listOf(parameters['tools']), ...listOf(body['tools'])];
  return !tools.every(isClientTool);
}

/** Tools that the client runs: OpenAI's functions and custom tools, and Anthropic's, which have a schema. All others are a provider's. */
function isClientTool(tool: unknown): boolean {
  const { type, name, input_schema: schema } = fieldsOf(tool);
  if (type === 'function') return true;
  if (type !== undefined && type !== null && type !== 'custom') return false;
  return type === 'custom' || (typeof name === 'string' && fieldsOf(schema) === schema);
}

function isOn(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}
