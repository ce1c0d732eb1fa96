import { createHash } from 'node:crypto';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UnavailableError } from '../errors.js';
import { eventIdOf, subjects, UNKNOWN_TENANT, type OutboxRecord } from './envelope.js';
import { createGroupCommit } from './group-commit.js';
import type { MalformedPart } from './body.js';

/** A record that could not become an event. Holds what identifies and counts it, never a prompt or an answer. */
export interface DeadLetter {
  /** `not_json`, `not_an_object`, or the field and what is wrong with it. */
  readonly reason: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The fields that are neither text of people nor secret, cut to a bounded length. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface DeadLetters {
  /** Resolves when the letters are on disk. Rejects with UnavailableError when they cannot be written. */
  add(letters: readonly DeadLetter[]): Promise<void>;
}

export interface DeadLetterDependencies {
  readonly clock: () => number;
  /** Size at which the file is renamed to `<path>.1`, replacing the one before. */
  readonly maxBytes: number;
}

/** Dead letters as JSON lines in the file `path`. */
export function createDeadLetters(path: string, { clock, maxBytes }: DeadLetterDependencies): DeadLetters {
  const commits = createGroupCommit<string>(async (lines) => {
    try {
      await mkdir(dirname(path), { recursive: true });
      const size = await stat(path).then(
        (stats) => stats.size,
        () => 0,
      );
      if (size > maxBytes) await rename(path, `${path}.1`);
      const file = await open(path, 'a');
      try {
        await file.writeFile(lines.join(''));
        await file.datasync();
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw new UnavailableError('A dead letter could not be written to disk.', { cause });
    }
  });
  return {
    async add(letters) {
      if (letters.length === 0) return;
      const at = new Date(clock()).toISOString();
      await commits.submit(letters.map((letter) => `${JSON.stringify({ at, ...letter })}\n`).join(''));
    },
  };
}

const plainFields = [
  'id',
  'litellm_call_id',
  'trace_id',
  'call_type',
  'status',
  'cache_hit',
  'stream',
  'custom_llm_provider',
  'model',
  'model_group',
  'startTime',
  'endTime',
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'response_cost',
  'saved_cache_cost',
];
const plainMetadata = ['user_api_key_hash', 'user_api_key_alias', 'user_api_key_team_id'];

/** The dead letter of a parsed record. */
export function deadLetterOf(record: unknown, reason: string): DeadLetter {
  const text = JSON.stringify(record) ?? 'undefined';
  const fields = isObject(record)
    ? {
        ...pick(record, plainFields),
        ...(isObject(record['metadata']) ? pick(record['metadata'], plainMetadata) : {}),
      }
    : {};
  return {
    reason,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
    fields,
  };
}

/** The dead letter of a part of a body that is not JSON. */
export function deadLetterOfPart(part: MalformedPart): DeadLetter {
  return { ...part, fields: {} };
}

/** The dead letter as an event, for consumers who want to know. The same record gives the same id. */
export function deadLetterEvent(letter: DeadLetter, source: string, now: number): OutboxRecord<DeadLetter> {
  return {
    subject: subjects.deadLetter,
    event: {
      eventId: eventIdOf(source, 'dead-letter', letter.sha256),
      occurredAt: new Date(now).toISOString(),
      tenantId: UNKNOWN_TENANT,
      platformId: null,
      correlationId:
        typeof letter.fields['litellm_call_id'] === 'string'
          ? letter.fields['litellm_call_id']
          : letter.sha256,
      actor: 'litellm-proxy',
      payload: letter,
    },
  };
}

function pick(object: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      const value = object[name];
      if (typeof value === 'string') return [[name, value.slice(0, 200)]];
      return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
