/** A made-up agent's conversation, turn by turn, in the form of each API. */

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

const TOOLS = ['bash', 'read_file', 'search', 'api'] as const;

/** What each tool gives back in a turn: long, and full of what nobody needs twice. */
const OUTPUTS: Record<(typeof TOOLS)[number], (turn: number) => string> = {
  bash: (turn) =>
    `${lines(60, (at) => `tests/test_mod${turn}.py::test_case_${at} PASSED [ ${at}%]`)}\ntests/test_mod${turn}.py::test_sum FAILED\nE   AssertionError: ${turn} != 4\ntests/test_mod${turn}.py:${turn + 10}: AssertionError\n1 failed, 60 passed in 2.${turn}s\nexit code: 1`,
  read_file: (turn) =>
    lines(80, (at) => `${at + 1}: const value${at} = compute(${at === turn ? `'changed ${turn}'` : at});`),
  search: (turn) =>
    lines(40, (at) => `src/part${turn}/handler${at >> 2}.ts:${at * 3 + 1}:  useRegistry(${turn}, ${at});`),
  api: (turn) =>
    JSON.stringify(
      {
        total: 30,
        items: Array.from({ length: 30 }, (_, id) => ({
          id: id + turn * 100,
          name: `item-${id}`,
          state: 'open',
        })),
      },
      null,
      2,
    ),
};

export interface AgentCall {
  readonly id: string;
  readonly tool: string;
  readonly output: string;
}

/** The calls of one turn of the model. */
export const callsOf = (turn: number): AgentCall[] =>
  [0, 1].map((which) => {
    const tool = TOOLS[(turn + which) % TOOLS.length] ?? 'bash';
    return { id: `call_${turn}_${which}`, tool, output: OUTPUTS[tool](turn) };
  });

const TASK = 'Find out why the sum is wrong and mend it.';
const said = (turn: number) => `Step ${turn}: looking further.`;

/** A request's conversation after so many turns, by API. */
export const AGENT_FORMS: Readonly<
  Record<string, { path: string; callType: string; body: (turns: number) => Record<string, unknown> }>
> = {
  '/v1/chat/completions': {
    path: '/v1/chat/completions',
    callType: 'acompletion',
    body: (turns) => ({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: 'You mend programs.' },
        { role: 'user', content: TASK },
        ...Array.from({ length: turns }, (_, turn) => [
          {
            role: 'assistant',
            content: said(turn),
            tool_calls: callsOf(turn).map(({ id, tool }) => ({
              id,
              type: 'function',
              function: { name: tool, arguments: `{"turn":${turn}}` },
            })),
          },
          ...callsOf(turn).map(({ id, output }) => ({ role: 'tool', tool_call_id: id, content: output })),
        ]).flat(),
      ],
    }),
  },
  '/v1/messages': {
    path: '/v1/messages',
    callType: 'anthropic_messages',
    body: (turns) => ({
      model: 'claude-sonnet-4-5',
      max_tokens: 200,
      tools: TOOLS.map((name) => ({
        name,
        description: name,
        input_schema: { type: 'object', properties: {} },
      })),
      messages: [
        { role: 'user', content: TASK },
        ...Array.from({ length: turns }, (_, turn) => [
          {
            role: 'assistant',
            content: [
              { type: 'text', text: said(turn) },
              ...callsOf(turn).map(({ id, tool }) => ({ type: 'tool_use', id, name: tool, input: { turn } })),
            ],
          },
          {
            role: 'user',
            content: callsOf(turn).map(({ id, output }) => ({
              type: 'tool_result',
              tool_use_id: id,
              content: output,
            })),
          },
        ]).flat(),
      ],
    }),
  },
  '/v1/responses': {
    path: '/v1/responses',
    callType: 'aresponses',
    body: (turns) => ({
      model: 'gpt-4o',
      instructions: 'You mend programs.',
      input: [
        { role: 'user', content: TASK },
        ...Array.from({ length: turns }, (_, turn) => [
          { role: 'assistant', content: said(turn) },
          ...callsOf(turn).map(({ id, tool }) => ({
            type: 'function_call',
            call_id: id,
            name: tool,
            arguments: `{"turn":${turn}}`,
          })),
          ...callsOf(turn).map(({ id, output }) => ({ type: 'function_call_output', call_id: id, output })),
        ]).flat(),
      ],
    }),
  },
};
