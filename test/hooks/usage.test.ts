import { createCallRegistry } from '../../hooks-server/hooks/call-registry.js';
import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import { answerTexts, createUsageHook } from '../../hooks-server/hooks/usage.js';

const textsOf = (response: unknown) => answerTexts(response).map(({ content }) => content);

describe('the texts of an answer', () => {
  it.each([
    ['chat completion', { choices: [{ message: { role: 'assistant', content: 'text' } }] }],
    ['text completion', { choices: [{ text: 'text' }] }],
    ['message', { content: [{ type: 'text', text: 'text' }] }],
    ['response', { output: [{ content: [{ type: 'output_text', text: 'text' }] }] }],
    ['chat completion of parts', { choices: [{ message: { content: [{ type: 'text', text: 'text' }] } }] }],
    [
      'chat completion beside another form',
      { choices: [{ message: { content: 5 } }, { text: 'text' }, null] },
    ],
    [
      'response beside another form',
      { output: [{ content: 'x' }, 7, { content: [null, { text: 'text' }] }] },
    ],
    ['tool call', { choices: [{ message: { tool_calls: [{ function: { arguments: 'text' } }, 1] } }] }],
    ['function call', { choices: [{ message: { content: null, function_call: { arguments: 'text' } } }] }],
    ['function call of a response', { output: [{ type: 'function_call', arguments: 'text' }] }],
  ])('are found in a %s, as an object and as the JSON text that the plugin sends', (_, answer) => {
    expect(textsOf(answer)).toContain('text');
    expect(textsOf(JSON.stringify(answer))).toEqual(textsOf(answer));
  });

  it('are each given once', () => {
    const message = { content: 'said', tool_calls: [{ function: { arguments: 'called' } }] };
    expect(textsOf({ choices: [{ message }] })).toEqual(['said', 'called']);
    const use = { type: 'tool_use', input: { to: 'x' } };
    expect(textsOf({ content: [{ type: 'text', text: 'said' }, use] })).toEqual(['said', '{"to":"x"}']);
  });

  it.each([undefined, null, 7, 'NaN', '{"choices":', [], { choices: [{}] }])('are none in %p', (answer) => {
    expect(textsOf(answer)).toEqual([]);
  });
});

it('the scan of an answer that fails is told, and is no rejection that nobody handles', async () => {
  const error = new Error('no room');
  const failed = new Promise((resolve) => {
    const afterCall = createUsageHook({
      settingsFor: () => settingsSchema.parse({}),
      detector: { scanResponse: () => Promise.reject(error) },
      calls: createCallRegistry(),
      detected: () => undefined,
      scanFailed: resolve,
      recordSavedUsd: () => undefined,
    });
    const response = { choices: [{ text: 'text' }] };
    afterCall({ litellm_call_id: 'call', status: 'success', response }, undefined);
  });
  await expect(failed).resolves.toBe(error);
});
