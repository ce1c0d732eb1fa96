import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { callKey } from '../../litellm/call-name.js';
import { readIfPresent, replaceFile } from '../file/position-file.js';
import { createGroupCommit } from '../group-commit.js';
import type { OpenCall, OpenCalls } from './open-calls.js';

/** Lines more than this, and four times more than open calls: the journal is written anew. */
const COMPACTION_SLACK = 10_000;

/** Nobody waits for a line: those of several calls share a write. A process that is killed forgets what was not written. */
const GATHERED = { maxItems: 4_096, gatherMs: 50 };

export interface JournalDependencies {
  readonly maxCalls: number;
  /**
   * Told when the journal cannot be written any more, and again only after it could: it is a convenience, and calls are
   * watched in memory alone meanwhile.
   */
  readonly onError: (error: unknown) => void;
}

/**
 * The journal's lines on disk; it is written anew when most of them are settled. At the start, too, but where that fails
 * (a full disk) the old lines still say the same, and new ones go behind them as soon as they can.
 */
async function openLines(
  path: string,
  calls: ReadonlyMap<string, OpenCall>,
  onError: JournalDependencies['onError'],
) {
  let file = await rewrite(path, calls).catch((error: unknown) => {
    onError(error);
    return open(path, 'a');
  });
  let lines = calls.size;
  return {
    async append(entries: readonly string[]): Promise<void> {
      await file.appendFile(entries.join(''));
      lines += entries.length;
      if (lines < COMPACTION_SLACK + 4 * calls.size) return;
      const before = file;
      file = await rewrite(path, calls);
      lines = calls.size;
      await before.close();
    },
    close: () => file.close(),
  };
}

/**
 * Open calls in memory, with a journal that survives the death of the process. It is not synced: a process that is killed
 * forgets the last moment and a machine that goes down the last seconds, and with them at most that a call was to be watched.
 */
export async function openJournaledCalls(
  path: string,
  { maxCalls, onError }: JournalDependencies,
): Promise<OpenCalls> {
  await mkdir(dirname(path), { recursive: true });
  const calls = parseJournal((await readIfPresent(path)) ?? '');
  let failing = false;
  const failed = (error: unknown) => {
    // A full disk fails every call's lines: one word about it is enough.
    if (!failing) onError(error);
    failing = true;
  };
  const journal = await openLines(path, calls, failed);
  const commits = createGroupCommit<string>(async (entries) => {
    try {
      await journal.append(entries);
      failing = false;
    } catch (error) {
      failed(error);
    }
  }, GATHERED);
  const note = (entry: object) => void commits.submit(`${JSON.stringify(entry)}\n`);
  return {
    add(call) {
      if (calls.size >= maxCalls) return Promise.resolve(false);
      calls.set(callKey(call), call);
      note({ seen: call });
      return Promise.resolve(true);
    },
    remove(name) {
      const key = callKey(name);
      const wasOpen = calls.delete(key);
      if (wasOpen) note({ settled: key });
      return Promise.resolve(wasOpen);
    },
    due(seenBefore, limit) {
      const due: OpenCall[] = [];
      for (const call of calls.values()) {
        if (due.length === limit) break;
        // Those behind a younger one may be older, where the clock was set back.
        if (call.seenAt < seenBefore) due.push(call);
      }
      return Promise.resolve(due);
    },
    size: () => Promise.resolve(calls.size),
    async close() {
      await commits.idle();
      await journal.close();
    },
  };
}

async function rewrite(path: string, calls: ReadonlyMap<string, OpenCall>): Promise<FileHandle> {
  await replaceFile(path, [...calls.values()].map((call) => `${JSON.stringify({ seen: call })}\n`).join(''));
  return open(path, 'a');
}

/** The calls that are open at the journal's end; lines a crash has torn are passed over. */
function parseJournal(content: string): Map<string, OpenCall> {
  const calls = new Map<string, OpenCall>();
  for (const line of content.split('\n')) {
    if (line === '') continue;
    try {
      const entry = JSON.parse(line) as { seen?: OpenCall; settled?: string };
      if (typeof entry.seen?.callId === 'string') calls.set(callKey(entry.seen), entry.seen);
      if (typeof entry.settled === 'string') calls.delete(entry.settled);
    } catch {
      continue;
    }
  }
  return calls;
}
