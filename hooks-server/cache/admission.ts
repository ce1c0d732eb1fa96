import type { CacheSettings } from './settings.js';
import { isBareFollowUp, isMutating, isPersonal, isVolatile } from './patterns.js';
import type { Question } from './question.js';

/** Why a question is neither looked up nor stored. */
export type Refusal =
  'empty' | 'temperature' | 'live-tools' | 'alert' | 'volatile' | 'personal' | 'mutating' | 'follow-up';

export interface Asked {
  readonly question: Question;
  /** The last user text as the user wrote it, before any compression. */
  readonly original: string;
  /** Detection raised an alert on a text of this call. */
  readonly alerted: boolean;
}

/** Tools that the provider runs itself: their results change with the world, and so does the answer. */
const HOSTED_TOOL =
  /^(web_search|web_fetch|file_search|code_interpreter|code_execution|computer|mcp|image_generation|shell)/;

/** Characters at each end of a long text in which a question about it stands; the middle is its material. */
const QUESTION_SPAN = 400;

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
  const read =
    text.length <= 2 * QUESTION_SPAN
      ? text
      : `${text.slice(0, QUESTION_SPAN)}\n${text.slice(-QUESTION_SPAN)}`;
  if (settings.refuseFollowUps && isBareFollowUp(read)) return 'follow-up';
  if (settings.refuseMutating && isMutating(read)) return 'mutating';
  if (settings.refuseVolatile && isVolatile(read)) return 'volatile';
  if (settings.refusePersonal && isPersonal(read)) return 'personal';
  return undefined;
}

function temperatureOf({ parameters }: Question): number {
  const temperature = parameters['temperature'];
  return typeof temperature === 'number' ? temperature : 0;
}

function hasHostedTools({ parameters }: Question): boolean {
  if (parameters['web_search_options'] !== undefined || parameters['mcp_servers'] !== undefined) return true;
  const tools = parameters['tools'];
  return Array.isArray(tools) && tools.some((tool) => HOSTED_TOOL.test(typeOf(tool)));
}

function typeOf(tool: unknown): string {
  const type: unknown = typeof tool === 'object' && tool !== null && 'type' in tool ? tool.type : undefined;
  return typeof type === 'string' ? type : '';
}
