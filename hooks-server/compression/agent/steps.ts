import type { ToolResult, TranscriptItem } from '../../litellm/transcript.js';

/** A call's results, and the item that they stand in. */
export interface Placed {
  readonly item: number;
  readonly result: ToolResult;
}

/** What one step closes: results that are sent shortened from there on, all or none of them. */
export interface Step {
  readonly results: readonly Placed[];
  /** The items that had been sent when the step was taken. */
  readonly until: number;
}

/** Steps at which a result that is still its tool's newest waits; then it stays as it is for good. */
const MOST_WAITS = 2;

interface Waiting extends Placed {
  waits: number;
}

/** Points at which a request was sent: before each answer of the model, and now, unless the answer is begun already. */
function requestPoints(items: readonly TranscriptItem[]): number[] {
  const points = items.flatMap(({ byModel }, at) =>
    byModel && at > 0 && items[at - 1]?.byModel !== true ? [at] : [],
  );
  return items.at(-1)?.byModel === true ? points : [...points, items.length];
}

const sizeOf = (placed: readonly Placed[]) => placed.reduce((sum, { result }) => sum + result.text.length, 0);

/**
 * The steps of a conversation. A result is sent as it is while it is its tool's newest, or not yet seen by the model;
 * after that it waits until `stepCharacters` of such results have come together, and all of them are closed in one step.
 * What lies before a step is the same in all later requests: a provider's prefix cache is missed once for each step, and
 * then only from the step's first result on. A pure function of the items, in which later items change no earlier step.
 */
export function stepsOf(items: readonly TranscriptItem[], stepCharacters: number): Step[] {
  const steps: Step[] = [];
  let open: Waiting[] = [];
  const newestOfTool = new Map<string, string>();
  let read = 0;
  for (const point of requestPoints(items)) {
    const fresh: Waiting[] = [];
    for (; read < point; read += 1) {
      for (const result of items[read]?.results ?? []) {
        newestOfTool.set(result.tool, result.call);
        if (!result.failed) fresh.push({ item: read, result, waits: 0 });
      }
    }
    const newest = new Set(newestOfTool.values());
    const closable = open.filter(({ result }) => !newest.has(result.call));
    if (closable.length > 0 && sizeOf(closable) >= stepCharacters) {
      steps.push({ results: closable, until: point });
      open = open.filter((waiting) => newest.has(waiting.result.call) && ++waiting.waits < MOST_WAITS);
    }
    // What came since the last request is new to the model: it is looked at from the next request on.
    open.push(...fresh);
  }
  return steps;
}
