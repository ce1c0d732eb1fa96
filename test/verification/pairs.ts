import { createLexicalEmbedder } from '../../hooks-server/cache/embedders/lexical.js';
import type { VerificationMode, Verdict, Verify } from '../../hooks-server/verification/verdict.js';
import { createVerify } from '../../hooks-server/verification/verify.js';

const embedder = createLexicalEmbedder();
const shared = createVerify({ maxWords: 150 });

/** The verdict on serving the answer to `stored` for `asked`, by words alone. */
export async function judge(
  stored: string,
  asked: string,
  mode: VerificationMode = 'standard',
  verify: Verify = shared,
): Promise<Verdict> {
  const [candidate, query] = await embedder.embed([stored, asked]);
  return verify({ text: asked, embedding: query! }, { text: stored, embedding: candidate! }, mode);
}
