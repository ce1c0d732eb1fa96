import { createDetector, type DetectionResult } from '../../hooks-server/detection/detector.js';
import { createValueHash } from '../../hooks-server/detection/redact.js';
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
      callOf: () => undefined,
      detected: () => undefined,
      scanFailed: resolve,
      recordSavedUsd: () => undefined,
    });
    const response = { choices: [{ text: 'text' }] };
    afterCall({ litellm_call_id: 'call', status: 'success', response }, undefined);
  });
  await expect(failed).resolves.toBe(error);
});

describe('an answer of which the plugin sent the first part', () => {
  const detectedOf = async (record: object, detection: object = {}) => {
    const results: DetectionResult[] = [];
    let done: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (done = resolve));
    const detector = createDetector({ hashValue: createValueHash('key') });
    const afterCall = createUsageHook({
      settingsFor: () => settingsSchema.parse({ detection }),
      detector: { scanResponse: (input) => Promise.resolve(detector.scanResponse(input)) },
      callOf: () => undefined,
      detected: (_, __, result) => {
        results.push(result);
        done();
      },
      scanFailed: done,
      recordSavedUsd: () => undefined,
    });
    afterCall({ litellm_call_id: 'call', status: 'success', ...record }, undefined);
    await told;
    return results[0];
  };
  const response = { choices: [{ text: 'Pay by card 4539 9810 7742 0001' }] };

  it('is scanned, and what was found is said to be truncated', async () => {
    const result = await detectedOf({ response, response_truncated: true });
    expect(result).toMatchObject({ truncated: true, findings: [{ kind: 'credit-card' }] });
    expect(await detectedOf({ response, response_truncated: false })).toMatchObject({ truncated: false });
  });

  it('is said to be truncated also when nothing of it could be sent', async () => {
    const result = await detectedOf({ response: null, response_truncated: true });
    expect(result).toMatchObject({ truncated: true, findings: [] });
  });

  it('is nobody’s matter where answers are not scanned', async () => {
    const result = await detectedOf({ response, response_truncated: true }, { responses: false });
    expect(result).toMatchObject({ truncated: false, findings: [] });
  });
});
