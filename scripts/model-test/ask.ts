import type { Deployment } from '../config/deployments.js';

/** How one model did. */
export interface ModelResult {
  readonly model: string;
  readonly category: string;
  readonly works: boolean;
  readonly milliseconds: number;
  /** USD as LiteLLM counts it; absent when the call failed. */
  readonly costUsd?: number;
  readonly error?: string;
}

export interface AskOptions {
  readonly url: string;
  readonly key: string;
  readonly timeoutMs: number;
}

/** The models that can be asked by name: each once, without wildcards and tenants' own deployments. */
export function askableModels(deployments: readonly Deployment[]): { model: string; category: string }[] {
  const models = new Map<string, string>();
  for (const { model_name: name, model_info: info } of deployments) {
    if (info['team_id'] === undefined && !name.endsWith('*')) models.set(name, String(info['category']));
  }
  return [...models].map(([model, category]) => ({ model, category }));
}

/** Asks one model one short question through LiteLLM, or embeds one short text. Never rejects. */
export async function askModel(model: string, category: string, options: AskOptions): Promise<ModelResult> {
  const { url, key, timeoutMs } = options;
  const isEmbedding = category === 'embedding';
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  try {
    const response = await fetch(
      `${url.replace(/\/$/, '')}/v1/${isEmbedding ? 'embeddings' : 'chat/completions'}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(
          isEmbedding
            ? { model, input: 'The capital of France is Paris.' }
            : {
                model,
                messages: [{ role: 'user', content: 'Answer with one word: what is the capital of France?' }],
                max_tokens: 16,
                // A cached answer would say nothing about the provider.
                cache: { 'no-cache': true, 'no-store': true },
              },
        ),
        signal: AbortSignal.timeout(timeoutMs),
      },
    );
    const text = await response.text();
    const milliseconds = elapsed();
    const error = response.ok ? missingAnswer(text, isEmbedding) : `${response.status}: ${messageIn(text)}`;
    if (error !== undefined) return { model, category, works: false, milliseconds, error };
    const costUsd = Number(response.headers.get('x-litellm-response-cost') ?? 0);
    return { model, category, works: true, milliseconds, costUsd };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { model, category, works: false, milliseconds: elapsed(), error: reason };
  }
}

/** What is wrong with an answer of status 200; undefined when it holds what was asked for. */
function missingAnswer(text: string, isEmbedding: boolean): string | undefined {
  try {
    const body = JSON.parse(text) as {
      data?: { embedding?: unknown[] }[];
      choices?: { message?: { content?: unknown } }[];
    };
    if (isEmbedding) return body.data?.[0]?.embedding?.length ? undefined : 'the answer holds no vector';
    return typeof body.choices?.[0]?.message?.content === 'string' ? undefined : 'the answer holds no text';
  } catch {
    return 'the answer is no JSON';
  }
}

function messageIn(text: string): string {
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown } };
    if (typeof body.error?.message === 'string') return body.error.message.split('\n')[0] ?? '';
  } catch {
    // Not LiteLLM's error form.
  }
  return text.slice(0, 120);
}

/** A table for a terminal. */
export function tableOf(results: readonly ModelResult[]): string {
  const rows = results.map(({ model, category, works, milliseconds, costUsd, error }) => [
    model,
    category,
    works ? 'works' : 'FAILS',
    `${milliseconds} ms`,
    costUsd === undefined ? '-' : `${costUsd.toFixed(7)} USD`,
    error === undefined ? '' : error.slice(0, 100),
  ]);
  const all = [['model', 'category', 'state', 'latency', 'cost', 'error'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
