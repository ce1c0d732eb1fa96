import type { CacheControls, CacheLookup } from './cache.js';

/**
 * What a caller asks of the cache: in the body (`cache: {...}`) and in the header `Cache-Control`, whichever asks for more.
 * Of the header (RFC 9111, section 5.2.1) count `no-store`, `no-cache`, and `max-age`, which says how old an answer may be.
 */
export function controlsOf({ controls, headers }: Pick<CacheLookup, 'controls' | 'headers'>): CacheControls {
  const directives = directivesOf(headers);
  const ages = [controls?.sMaxAge, seconds(directives.get('max-age')), seconds(directives.get('s-maxage'))];
  const known = ages.filter((age) => age !== undefined && age !== null);
  return {
    ...controls,
    noCache: controls?.noCache === true || directives.has('no-cache'),
    noStore: controls?.noStore === true || directives.has('no-store'),
    ...(known.length > 0 && { sMaxAge: Math.min(...known) }),
  };
}

function directivesOf(headers: CacheLookup['headers']): Map<string, string> {
  const header = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'cache-control')?.[1];
  if (typeof header !== 'string') return new Map();
  return new Map(
    header.split(',').map((directive) => {
      const [name = '', value = ''] = directive.split('=', 2);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
}

function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
