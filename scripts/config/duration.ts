import { z } from 'zod';

const DURATION = /^[1-9]\d*(?:s|m|h|d|w|mo)$/;

/** A duration as LiteLLM writes it: `30s`, `30m`, `30h`, `30d`, `2w`, `1mo`. */
export const duration = z
  .string()
  .regex(DURATION, 'write a number and a unit, such as 30s, 15m, 12h, 30d, 2w or 1mo');
