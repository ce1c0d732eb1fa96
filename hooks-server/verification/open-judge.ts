import type { StaticTable } from '../vectors/static-table.js';
import { createCrossEncoder } from './cross-encoder.js';
import { createJudge, type JudgeDependencies } from './judge.js';
import type { VerificationSettings } from './settings.js';
import type { Judge } from './verdict.js';
import { createVerify } from './verify.js';
import { warmUp } from './warm-up.js';
import { loadWeights } from './weights.js';

export interface OpenJudge extends Judge {
  close(): Promise<void>;
}

/** The decision with the models that ship with the service; the network loads on its own time. Throws ConfigurationError. */
export async function openJudge(
  settings: VerificationSettings,
  { table, onFault }: { readonly table: StaticTable } & Pick<JudgeDependencies, 'onFault'>,
): Promise<OpenJudge> {
  const weights = await loadWeights();
  const { enabled, ...running } = settings.crossEncoder;
  const crossEncoder = enabled ? await createCrossEncoder(running, { table, onFault }) : undefined;
  const verify = createVerify(settings, { table, trees: weights.trees, together: weights.together });
  warmUp(verify);
  const judge = createJudge({ verify, crossEncoder, weights, ...(onFault && { onFault }) });
  return { ...judge, close: async () => crossEncoder?.close() };
}
