import type { Path } from './call.js';
import { conversationField } from './request-texts.js';
import { fieldsOf, listOf } from './unknown-value.js';

/** One text of what a tool gave back, and where in the request it stands. */
export interface ToolResult {
  readonly path: Path;
  /** The tool's name, or the call's id where the request does not tell the name. */
  readonly tool: string;
  /** The same for all texts of one call. */
  readonly call: string;
  readonly text: string;
  /** The tool says itself that it failed. */
  readonly failed: boolean;
}

/** One item of an agent's conversation, whatever API it came by. */
export interface TranscriptItem {
  /** The model's own words and calls: right before the first of them a request was sent. */
  readonly byModel: boolean;
  readonly byUser: boolean;
  readonly results: readonly ToolResult[];
  /** All that is said in it, arguments of calls included, without the results of tools. */
  readonly said: () => string;
  /** Whether it holds a cache breakpoint. System prompts do not count: they stand before every result. */
  readonly marked: boolean;
}

const CALLS = /^(?:tool_use|function_call|custom_tool_call|local_shell_call)$/u;
const RESULTS = /^(?:tool_result|function_call_output|custom_tool_call_output|local_shell_call_output)$/u;
const MODEL_ITEMS = /^(?:reasoning|\w+_call)$/u;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Calls by their ids, with the names of their tools. */
function namesOfCalls(items: readonly unknown[]): Map<string, string> {
  const names = new Map<string, string>();
  const note = (value: unknown) => {
    const call = fieldsOf(value);
    const name = text(call['name']) || text(fieldsOf(call['function'])['name']) || text(call['type']);
    for (const id of [call['call_id'], call['id']]) if (text(id) !== '') names.set(text(id), name);
  };
  for (const item of items.map(fieldsOf)) {
    if (CALLS.test(text(item['type']))) note(item);
    listOf(item['tool_calls']).forEach(note);
    for (const part of listOf(item['content'])) if (CALLS.test(text(fieldsOf(part)['type']))) note(part);
  }
  return names;
}

/** The texts of a result's content: a string, or parts with texts. */
function resultsIn(value: unknown, path: Path, about: Omit<ToolResult, 'path' | 'text'>): ToolResult[] {
  if (typeof value === 'string') return [{ ...about, path, text: value }];
  return listOf(value).flatMap((part, at) => {
    const own = fieldsOf(part)['text'];
    return typeof own === 'string' ? [{ ...about, path: [...path, at, 'text'], text: own }] : [];
  });
}

function resultsOf(item: unknown, path: Path, names: ReadonlyMap<string, string>): ToolResult[] {
  const fields = fieldsOf(item);
  const type = text(fields['type']);
  const call =
    ['tool_call_id', 'tool_use_id', 'call_id', 'id'].map((name) => text(fields[name])).find(Boolean) ?? '';
  const failed = fields['is_error'] === true || fields['status'] === 'incomplete';
  const about = { call, failed, tool: text(fields['name']) || (names.get(call) ?? call) };
  if (RESULTS.test(type)) {
    const field = 'output' in fields ? 'output' : 'content';
    return resultsIn(fields[field], [...path, field], about);
  }
  const { role, content } = fields;
  if (role === 'tool' || role === 'function') return resultsIn(content, [...path, 'content'], about);
  return listOf(content).flatMap((part, at) =>
    RESULTS.test(text(fieldsOf(part)['type'])) ? resultsOf(part, [...path, 'content', at], names) : [],
  );
}

/** All strings of an item but those of results. */
function saidIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return `${value}\n`;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return '';
  const fields = fieldsOf(value);
  if (RESULTS.test(text(fields['type'])) || fields['role'] === 'tool' || fields['role'] === 'function')
    return '';
  return Object.values(value).reduce<string>((all, inner) => all + saidIn(inner, depth + 1), '');
}
const DEEPEST = 16;

/** Whether a breakpoint stands on an item or on a part of it. */
function isMarked(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.some((item) => isMarked(item, depth + 1));
  const { cache_control: mark, content } = value as Record<string, unknown>;
  return (mark !== undefined && mark !== null) || isMarked(content, depth + 1);
}

/** An agent's conversation item by item; empty for calls that are no conversation, or one text alone. */
export function transcriptOf(callType: string, request: Readonly<Record<string, unknown>>): TranscriptItem[] {
  const field = conversationField(callType);
  const value = field === undefined ? undefined : request[field];
  if (field === undefined || !Array.isArray(value)) return [];
  const items = listOf(value);
  const names = namesOfCalls(items);
  return items.map((item, at) => {
    const { role, type } = fieldsOf(item);
    return {
      byModel: role === 'assistant' || (role === undefined && MODEL_ITEMS.test(text(type))),
      byUser: role === 'user',
      results: resultsOf(item, [field, at], names),
      said: () => saidIn(item),
      marked: role !== 'system' && role !== 'developer' && isMarked(item),
    };
  });
}
