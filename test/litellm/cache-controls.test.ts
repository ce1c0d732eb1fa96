import { controlsOf } from '../../hooks-server/litellm/cache-controls.js';
import { cacheHeaders } from '../../hooks-server/hooks/cache-headers.js';

const header = (value: string) => ({ headers: { 'cache-control': value } });

describe('what a caller asks of the cache', () => {
  it.each<[object, object]>([
    [{}, { noCache: false, noStore: false }],
    [{ controls: { noCache: true, ttl: 60 } }, { noCache: true, noStore: false, ttl: 60 }],
    [header('no-store'), { noCache: false, noStore: true }],
    [{ headers: { 'Cache-Control': 'No-Cache , no-STORE' } }, { noCache: true, noStore: true }],
    [header('max-age=60'), { noCache: false, noStore: false, sMaxAge: 60 }],
    [header('max-age="5"'), { noCache: false, noStore: false, sMaxAge: 5 }],
    [
      { ...header('s-maxage=60'), controls: { sMaxAge: 30 } },
      { noCache: false, noStore: false, sMaxAge: 30 },
    ],
    [
      { ...header('no-store'), controls: { noStore: false } },
      { noCache: false, noStore: true },
    ],
    [header('max-age=-1, no-storey, x=no-cache'), { noCache: false, noStore: false }],
    [{ headers: { 'cache-control': 5 } }, { noCache: false, noStore: false }],
  ])('%j: %j', (call, expected) => {
    expect(controlsOf(call)).toEqual(expected);
  });
});

describe('the headers of an answer', () => {
  it.each([
    [
      { hit: true, kind: 'exact', entry: 'a.b', value: 1 },
      { 'X-Cache-Kind': 'exact', 'X-Cache-Similarity': '1.0000' },
    ],
    [
      { hit: true, kind: 'semantic', entry: 'a.b', similarity: 0.87654321, value: 1 },
      { 'X-Cache': 'HIT', 'X-Cache-Entry': 'a.b', 'X-Cache-Similarity': '0.8765' },
    ],
    [
      { hit: false, reason: 'below-threshold', similarity: 0.5 },
      { 'X-Cache': 'MISS', 'X-Cache-Reason': 'below-threshold', 'X-Cache-Similarity': '0.5000' },
    ],
  ] as const)('%j', (answer, headers) => {
    expect(cacheHeaders(answer)).toMatchObject(headers);
  });

  it('name no similarity where nothing was near', () => {
    expect(cacheHeaders({ hit: false, reason: 'not-found' })).toEqual({
      'X-Cache': 'MISS',
      'X-Cache-Reason': 'not-found',
    });
  });
});
