import { transcriptOf } from '../../hooks-server/litellm/transcript.js';

/** One call of a tool and its result, in the form of each API. */
const forms: Record<string, [callType: string, request: Record<string, unknown>, path: (string | number)[]]> =
  {
    'chat completions': [
      'acompletion',
      {
        messages: [
          {
            role: 'system',
            content: [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral' } }],
          },
          { role: 'user', content: 'Look.' },
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              { id: 'c1', type: 'function', function: { name: 'ls', arguments: '{"path":"src"}' } },
            ],
          },
          { role: 'tool', tool_call_id: 'c1', content: 'a.ts' },
        ],
      },
      ['messages', 3, 'content'],
    ],
    'Anthropic messages': [
      'anthropic_messages',
      {
        messages: [
          { role: 'user', content: 'Look.' },
          {
            role: 'assistant',
            content: [{ type: 'tool_use', id: 'c1', name: 'ls', input: { path: 'src' } }],
          },
          {
            role: 'user',
            content: [
              { type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: 'a.ts' }] },
              { type: 'text', text: 'And?' },
            ],
          },
        ],
      },
      ['messages', 2, 'content', 0, 'content', 0, 'text'],
    ],
    responses: [
      'aresponses',
      {
        input: [
          { role: 'user', content: 'Look.' },
          { type: 'reasoning', summary: [] },
          { type: 'function_call', call_id: 'c1', name: 'ls', arguments: '{"path":"src"}' },
          { type: 'function_call_output', call_id: 'c1', output: 'a.ts' },
        ],
      },
      ['input', 3, 'output'],
    ],
    'parts of an output': [
      'aresponses',
      {
        input: [
          { type: 'function_call', call_id: 'c1', name: 'ls', arguments: '{"path":"src"}' },
          { type: 'function_call_output', call_id: 'c1', output: [{ type: 'input_text', text: 'a.ts' }] },
        ],
      },
      ['input', 1, 'output', 0, 'text'],
    ],
  };

describe('an agent’s conversation', () => {
  it.each(Object.entries(forms))(
    '%s: a result is found with its tool and its place',
    (_, [callType, request, path]) => {
      const items = transcriptOf(callType, request);
      const results = items.flatMap((item) => item.results);
      expect(results).toEqual([{ tool: 'ls', call: 'c1', text: 'a.ts', failed: false, path }]);
      expect(items.some(({ byModel }) => byModel)).toBe(true);
      expect(items.map(({ said }) => said()).join('')).toContain('src');
      expect(items.map(({ said }) => said()).join('')).not.toContain('a.ts');
      expect(items.some(({ marked }) => marked)).toBe(false);
    },
  );

  it('sees a cache breakpoint on a message, a part and a result, and failures', () => {
    const mark = { cache_control: { type: 'ephemeral' } };
    const marked = (content: unknown, more = {}) =>
      transcriptOf('anthropic_messages', { messages: [{ role: 'user', content, ...more }] })[0]?.marked;
    expect(marked('text', mark)).toBe(true);
    expect(marked([{ type: 'text', text: 'a', ...mark }])).toBe(true);
    expect(marked([{ type: 'tool_result', tool_use_id: 'c', content: 'a', ...mark }])).toBe(true);
    expect(
      marked([{ type: 'tool_result', tool_use_id: 'c', content: [{ type: 'text', text: 'a', ...mark }] }]),
    ).toBe(true);
    expect(marked([{ type: 'text', text: '"cache_control"' }])).toBe(false);
    const [failed] = transcriptOf('anthropic_messages', {
      messages: [
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: 'a', is_error: true }] },
      ],
    });
    expect(failed?.results[0]?.failed).toBe(true);
  });

  it.each([
    ['a text alone', 'aresponses', { input: 'Hello' }],
    ['an embedding', 'aembedding', { input: ['a'] }],
    ['a text completion', 'atext_completion', { prompt: ['a'] }],
    [
      'odd items',
      'acompletion',
      { messages: [null, 3, 'x', { role: 7 }, { role: 'tool', content: [null, { text: 4 }] }] },
    ],
  ])('%s has no results', (_, callType, request) => {
    expect(transcriptOf(callType, request).flatMap(({ results }) => results)).toEqual([]);
  });
});
