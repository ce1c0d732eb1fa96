import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { openJudge, type OpenJudge } from '../../hooks-server/verification/open-judge.js';
import { verificationSettings } from '../../hooks-server/verification/settings.js';
import type { VerificationMode } from '../../hooks-server/verification/verdict.js';

/** The threshold of the standard. */
const STANDARD = 0.8;

let opened: Promise<OpenJudge> | undefined;

async function open(): Promise<OpenJudge> {
  const settings = verificationSettings.parse({ maxWords: 150, crossEncoder: { deadlineMs: 60_000 } });
  return openJudge(settings, { table: await loadStaticTable() });
}

export interface PairVerdict {
  readonly accept: boolean;
  readonly score: number;
  readonly guard?: string;
}

/** The verdict on serving the answer to `stored` for `asked`, by the models that ship with the service. */
export async function judge(
  stored: string,
  asked: string,
  mode: VerificationMode = 'standard',
): Promise<PairVerdict> {
  const shipped = await (opened ??= open());
  const [verdict] = await shipped.judge(asked, [{ text: stored, cosine: 1 }], { mode, threshold: STANDARD });
  return { accept: verdict!.score >= STANDARD, ...verdict! };
}

/** The network loads on its own time, which a busy machine makes long. */
const LOADING_MS = 60_000;

beforeAll(() => judge('warm up', 'warm up now'), LOADING_MS);

afterAll(async () => {
  await (await opened)?.close();
  opened = undefined;
});
