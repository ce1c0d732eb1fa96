import { z } from 'zod';

const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, mo: 2_592_000 } as const;
const DURATION = /^([1-9]\d*)(s|m|h|d|w|mo)$/;

/** A duration as LiteLLM writes it: `30s`, `30m`, `30h`, `30d`, `2w`, `1mo` (a month counts as 30 days here). */
export const duration = z
  .string()
  .regex(DURATION, 'write a number and a unit, such as 30s, 15m, 12h, 30d, 2w or 1mo');

/** Seconds of a duration; undefined when the text is none. */
export function durationSeconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * UNIT_SECONDS[match[2] as keyof typeof UNIT_SECONDS];
}
