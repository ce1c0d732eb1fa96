import { createHash } from 'node:crypto';

/** A part of a body that is not JSON. It is named by size and hash: its text may hold a prompt. */
export interface MalformedPart {
  readonly reason: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ParsedBody {
  readonly records: readonly unknown[];
  readonly malformed: readonly MalformedPart[];
}

/**
 * The records of a callback's body in each of LiteLLM's three forms (`log_format`): a JSON array, one JSON object a
 * line, or a single object. Numbers that JSON has not (`NaN`, `Infinity`), which Python writes, are null, so that one of
 * them does not cost the delivery. Never throws: what cannot be parsed is returned as malformed.
 */
export function parseUsageBody(body: string | Buffer): ParsedBody {
  const text = body.toString().trim();
  if (text === '') return { records: [], malformed: [] };
  try {
    const value = parseJson(text);
    return { records: Array.isArray(value) ? value : [value], malformed: [] };
  } catch {
    return text.startsWith('[') ? { records: [], malformed: [malformedPart(text)] } : parseLines(text);
  }
}

function parseLines(text: string): ParsedBody {
  const records: unknown[] = [];
  const malformed: MalformedPart[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      records.push(parseJson(line));
    } catch {
      malformed.push(malformedPart(line));
    }
  }
  return { records, malformed };
}

/** A string, which stays as it is, or a number as only Python's `json` writes it. */
const STRING_OR_NON_FINITE = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(
      text.replace(STRING_OR_NON_FINITE, (found) => (found.startsWith('"') ? found : 'null')),
    );
  }
}

function malformedPart(text: string): MalformedPart {
  return {
    reason: 'not_json',
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}
