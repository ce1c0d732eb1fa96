import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const entry = z.looseObject({
  input_cost_per_token: z.number().nullish(),
  litellm_provider: z.string().nullish(),
  deprecation_date: z.string().nullish(),
});

/** What LiteLLM itself knows about models: prices, context windows, the day a provider retires them. */
export interface ModelMap {
  /** Undefined for a model that LiteLLM has no price for. */
  find(provider: string, id: string): { readonly retiredOn?: string } | undefined;
}

const MAP_FILE = 'litellm/model_prices_and_context_window_backup.json';

/** The map inside the LiteLLM installed in `.venv` of the given root; undefined when there is none. */
export function readModelMap(root: string): ModelMap | undefined {
  const library = join(root, '.venv/lib');
  if (!existsSync(library)) return undefined;
  const path = readdirSync(library)
    .map((python) => join(library, python, 'site-packages', MAP_FILE))
    .find(existsSync);
  return path === undefined ? undefined : createModelMap(JSON.parse(readFileSync(path, 'utf8')));
}

/** A map from the parsed JSON file. LiteLLM looks for `provider/id` first, then for the id alone of the same provider. */
export function createModelMap(json: unknown): ModelMap {
  const models = z.record(z.string(), z.unknown()).parse(json);
  const read = (name: string, provider?: string) => {
    const result = entry.safeParse(models[name]);
    if (!result.success || typeof result.data.input_cost_per_token !== 'number') return undefined;
    const owner = result.data.litellm_provider;
    if (provider !== undefined && owner && !owner.startsWith(provider)) return undefined;
    const date = result.data.deprecation_date;
    return date ? { retiredOn: date } : {};
  };
  return { find: (provider, id) => read(`${provider}/${id}`) ?? read(id, provider) };
}
