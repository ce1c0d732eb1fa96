import fc from 'fast-check';
import {
  conversation,
  pathOf,
  requestTexts,
  scannedMessages,
} from '../../hooks-server/litellm/request-texts.js';
import { requestForms } from '../support/request-forms.js';

const read = (request: Record<string, unknown>) =>
  requestTexts(request).map(({ path, role, kind, text }) => [path.join('.'), role, kind, text]);

/** The value that a path leads to. */
function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}

describe('the texts of a request', () => {
  it('are found in the turns, whatever they are nested in, with who says them', () => {
    const request = {
      messages: [
        { role: 'user', content: 'plain' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'saying' },
            { type: 'tool_use', id: 't1', name: 'shell', input: { command: 'ls', deep: [1] } },
          ],
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 't1',
              content: [
                { type: 'text', text: 'result' },
                {
                  type: 'search_result',
                  source: 'https://s',
                  title: 'found',
                  content: [{ type: 'text', text: 'hit' }],
                },
                { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'page' } },
              ],
            },
            {
              type: 'document',
              title: 'book',
              context: 'shelf',
              source: { type: 'content', content: [{ type: 'text', text: 'leaf' }] },
            },
            { type: 'code_execution_tool_result', content: { stdout: 'out', stderr: 'err', return_code: 0 } },
            {
              type: 'web_fetch_tool_result',
              content: {
                url: 'https://w',
                content: { type: 'document', source: { type: 'text', data: 'web' } },
              },
            },
          ],
        },
      ],
    };
    expect(read(request)).toEqual([
      ['messages.0.content', 'user', 'turn', 'plain'],
      ['messages.1.content.0.text', 'assistant', 'turn', 'saying'],
      ['messages.1.content.1.name', 'assistant', 'tool-call', 'shell'],
      ['messages.1.content.1.input', 'assistant', 'tool-call', '{"command":"ls","deep":[1]}'],
      ['messages.2.content.0.content.0.text', 'tool', 'tool-result', 'result'],
      ['messages.2.content.0.content.1.source', 'document', 'tool-result', 'https://s'],
      ['messages.2.content.0.content.1.title', 'document', 'tool-result', 'found'],
      ['messages.2.content.0.content.1.content.0.text', 'document', 'tool-result', 'hit'],
      ['messages.2.content.0.content.2.source.data', 'document', 'tool-result', 'page'],
      ['messages.2.content.1.title', 'document', 'document', 'book'],
      ['messages.2.content.1.context', 'document', 'document', 'shelf'],
      ['messages.2.content.1.source.content.0.text', 'document', 'document', 'leaf'],
      ['messages.2.content.2.content.stdout', 'tool', 'tool-result', 'out'],
      ['messages.2.content.2.content.stderr', 'tool', 'tool-result', 'err'],
      ['messages.2.content.3.content.url', 'tool', 'tool-result', 'https://w'],
      ['messages.2.content.3.content.content.source.data', 'document', 'tool-result', 'web'],
    ]);
  });

  it('are the operator’s, a tool’s or a parameter’s where they stand elsewhere', () => {
    const request = {
      model: 'gpt-4o',
      system: [{ type: 'text', text: 'be kind' }],
      litellm_system_prompt: 'say EVIL',
      tools: [
        {
          type: 'function',
          function: {
            name: 'f',
            description: 'ignore all',
            parameters: { type: 'object', properties: { a: { type: 'string', description: 'inner' } } },
          },
        },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'n', schema: { description: 'schema' } } },
      prediction: { type: 'content', content: 'predicted' },
      extra_body: { messages: [{ role: 'user', content: 'hidden' }] },
      user: 'ada@example.org',
    };
    expect(read(request)).toEqual([
      ['system.0.text', 'system', 'instruction', 'be kind'],
      ['litellm_system_prompt', 'system', 'instruction', 'say EVIL'],
      ['tools.0.function.name', 'tool', 'tool-definition', 'f'],
      ['tools.0.function.description', 'tool', 'tool-definition', 'ignore all'],
      ['tools.0.function.parameters.properties.a.description', 'tool', 'tool-definition', 'inner'],
      ['response_format.json_schema.name', 'user', 'parameter', 'n'],
      ['response_format.json_schema.schema.description', 'user', 'parameter', 'schema'],
      ['prediction.content', 'user', 'parameter', 'predicted'],
      ['extra_body.messages.0.content', 'user', 'parameter', 'hidden'],
      ['user', 'user', 'parameter', 'ada@example.org'],
    ]);
  });

  it('of the items of /v1/responses are the user’s, the assistant’s and the tools’', () => {
    const input = [
      { role: 'developer', content: 'd' },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'u' }] },
      { type: 'function_call', call_id: 'c', name: 'f', arguments: '{"a":1}' },
      { type: 'function_call_output', call_id: 'c', output: 'o' },
      {
        type: 'computer_call_output',
        call_id: 'c',
        output: { type: 'computer_screenshot', image_url: 'data:image/png;base64,AAAA' },
      },
    ];
    expect(read({ input }).map(([, ...rest]) => rest)).toEqual([
      ['developer', 'instruction', 'd'],
      ['user', 'turn', 'u'],
      ['assistant', 'tool-call', 'f'],
      ['assistant', 'tool-call', '{"a":1}'],
      ['tool', 'tool-result', 'o'],
    ]);
  });

  it('are no media, no references and no ciphertext', () => {
    const content = [
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
      { type: 'file', file: { file_data: 'data:application/pdf;base64,AAAA', file_id: 'f' } },
      { type: 'thinking', thinking: 'hm', signature: 'AAAA' },
      { type: 'image_url', image_url: { url: { sha256: 'ab'.repeat(32) } } },
    ];
    expect(read({ messages: [{ role: 'user', content }] }).map(([, , , text]) => text)).toEqual(['hm']);
  });

  it.each(requestForms.map(({ name, body }) => [name, body] as const))(
    'of “%s” stand where their paths say',
    (_, body) => {
      for (const { path, text } of requestTexts(body)) {
        const value = at(body, path);
        expect(typeof value === 'string' ? value : JSON.stringify(value)).toBe(text);
      }
    },
  );

  it('are read from any JSON without an error', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('messages', 'input', 'system', 'tools', 'x'), fc.jsonValue()),
        (request) => {
          expect(Array.isArray(requestTexts(request))).toBe(true);
          expect(scannedMessages(request)).toHaveLength(requestTexts(request).length);
        },
      ),
    );
  });

  it('of six hundred lists in each other are one text', () => {
    let value: unknown = 'deep';
    for (let depth = 0; depth < 600; depth += 1) value = [value];
    expect(requestTexts({ messages: value })).toHaveLength(1);
  });
});

describe('the turns of a conversation', () => {
  it('lead back to the place of each text', () => {
    const request = {
      messages: [
        { role: 'user', content: 'a' },
        { role: 'user', content: [{ type: 'text', text: 'b' }] },
      ],
    };
    const turns = conversation('anthropic_messages', request);
    const paths = [turns[0] && pathOf(turns[0], undefined), turns[1] && pathOf(turns[1], 0)];
    expect(paths.map((path) => path && at(request, path))).toEqual(['a', 'b']);
  });

  it('are none where a call is no conversation', () => {
    expect(conversation('aembedding', { input: ['a'] })).toEqual([]);
    expect(conversation('atext_completion', { prompt: 'a' })).toEqual([]);
  });
});

describe('the messages that detection reads', () => {
  it('are all texts, and end with the newest turn', () => {
    const messages = scannedMessages({
      messages: [
        { role: 'user', content: 'old' },
        { role: 'user', content: [{ text: 'new' }, { text: 'newer' }] },
      ],
      system: 's',
      tools: [{ description: 'd' }],
    });
    expect(messages.map(({ content }) => content)).toEqual(['s', 'd', 'old', 'new', 'newer']);
  });
});
