/** How the replies begin of a Redis that serves nobody: still loading, held by a script, without its master, its cluster or our password. */
const SERVES_NOBODY = /^(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|NOAUTH|WRONGPASS)\b/;

/**
 * Whether Redis is there and only would not do this one thing: a wrong type, a command that is not allowed, or a write
 * while it takes none (OOM, READONLY, MISCONF). Reads still work then, and must not be given up because writes fail.
 */
export function isRefusal(error: Error): boolean {
  const reply = error.name === 'ReplyError' ? error : error.cause;
  return reply instanceof Error && reply.name === 'ReplyError' && !SERVES_NOBODY.test(reply.message);
}
