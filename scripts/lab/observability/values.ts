import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../stack/paths.js';

const duration = z.string().regex(/^\d+[smhd]$/, 'expected a duration like 5m');

const alertValues = z.strictObject({
  above: z.number().nonnegative().optional(),
  for: duration,
  severity: z.enum(['critical', 'warning', 'info']),
});

const valuesSchema = z.strictObject({
  runbook: z.string(),
  grafana: z.url(),
  alerts: z.record(z.string(), alertValues),
});

export type AlertValues = z.infer<typeof alertValues>;
export type Values = z.infer<typeof valuesSchema>;

export const VALUES_FILE = 'config/prometheus/alerts.yaml';

/** What rules fire at, as a person wrote it. Throws a ZodError that names the field. */
export function readValues(): Values {
  return valuesSchema.parse(parse(readFileSync(join(projectRoot, VALUES_FILE), 'utf8')));
}
