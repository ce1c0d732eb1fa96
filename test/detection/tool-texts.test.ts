import { textSegments } from '../../hooks-server/litellm/messages.js';
import { withToolTexts } from '../../hooks-server/detection/tool-texts.js';

const said = (content: object[]) =>
  textSegments(withToolTexts([{ role: 'user', content: content as never }])).map(
    ({ role, text }) => `${role}: ${text}`,
  );

describe('withToolTexts', () => {
  it.each([
    ['a tool’s result', { type: 'tool_result', content: 'sunny' }],
    ['the parts of a tool’s result', { type: 'tool_result', content: [{ type: 'text', text: 'sunny' }] }],
    [
      'a search result in a tool’s result',
      {
        type: 'tool_result',
        content: [{ type: 'search_result', content: [{ type: 'text', text: 'sunny' }] }],
      },
    ],
    [
      'a document in a tool’s result',
      { type: 'tool_result', content: [{ type: 'document', source: { type: 'text', data: 'sunny' } }] },
    ],
    [
      'a document of the user',
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'sunny' } },
    ],
    [
      'a document made of parts',
      { type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'sunny' }] } },
    ],
    [
      'what code printed',
      {
        type: 'code_execution_tool_result',
        content: { type: 'code_execution_result', stdout: 'sunny', return_code: 0 },
      },
    ],
    [
      'a page that was fetched',
      {
        type: 'web_fetch_tool_result',
        content: {
          type: 'web_fetch_result',
          content: { type: 'document', source: { type: 'text', data: 'sunny' } },
        },
      },
    ],
    ['an output of the responses API', { type: 'function_call_output', output: 'sunny' }],
  ])('reads %s, as a tool’s words', (_, part) => {
    expect(said([part])).toContain('tool: sunny');
  });

  it('leaves out what is no text', () => {
    const part = {
      type: 'document',
      source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0xLjcK' },
    };
    expect(said([part])).toEqual([]);
  });

  it('keeps the user’s own words the user’s', () => {
    expect(said([{ type: 'text', text: 'hello' }])).toEqual(['user: hello']);
  });
});
