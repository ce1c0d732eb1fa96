import { keyHashOf } from '../../scripts/keys/plan.js';
import { expiryAfter, type Answer, type ManagementStore, type Row } from '../support/fake-litellm.js';

export interface MemoryStore extends ManagementStore {
  readonly keys: Map<string, Row>;
  readonly teams: Map<string, Row>;
}

/** Keys and teams as LiteLLM's routes treat them, without a database. */
export function createMemoryStore(): MemoryStore {
  const keys = new Map<string, Row>();
  const teams = new Map<string, Row>();
  return { keys, teams, handle: (path, body) => Promise.resolve(handle(path, body, keys, teams)) };
}

function handle(path: string, body: Row, keys: Map<string, Row>, teams: Map<string, Row>): Answer {
  switch (path) {
    case '/key/list':
      return [200, { keys: [...keys.values()], total_pages: 1 }];
    case '/team/list':
      return [200, [...teams.values()]];
    case '/team/new':
    case '/team/update': {
      const id = String(body['team_id']);
      if (path === '/team/new' ? teams.has(id) : !teams.has(id)) return [400, {}];
      teams.set(id, { ...teams.get(id), ...body });
      return [200, {}];
    }
    case '/team/delete':
      for (const id of body['team_ids'] as string[]) teams.delete(id);
      return [200, {}];
    case '/key/delete':
      for (const token of body['keys'] as string[]) keys.delete(token);
      return [200, {}];
    default:
      return saveKey(path, body, keys);
  }
}

/** LiteLLM also takes a key of a team that it does not have, and refuses each of its calls. */
function saveKey(path: string, body: Row, keys: Map<string, Row>): Answer {
  const { key, duration, ...rest } = body;
  const token = String(key).startsWith('sk-') ? keyHashOf(String(key)) : String(key);
  if (path === '/key/generate' ? keys.has(token) : !keys.has(token)) return [400, {}];
  const taken = [...keys.values()].some(
    (other) => other['token'] !== token && other['key_alias'] === rest['key_alias'],
  );
  if (taken) return [400, {}];
  keys.set(token, { spend: 0, ...keys.get(token), ...rest, ...expiryAfter(duration), token });
  return [200, {}];
}
