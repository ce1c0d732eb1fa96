import { createCallRegistry } from '../../hooks-server/hooks/call-registry.js';
import type { CompressionResult } from '../../hooks-server/compression/result.js';
import type { ScanResult } from '../../hooks-server/detection/scan-task.js';
import { createGuardrailHook, type GuardrailHookDependencies } from '../../hooks-server/hooks/guardrail.js';
import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import { guardrailRequestSchema } from '../../hooks-server/litellm/guardrail.js';
import { textSegments } from '../../hooks-server/litellm/messages.js';

const text = 'Which dock is free?';
const compressed: CompressionResult = {
  changes: [{ message: 0, text: 'Dock?' }],
  originalTokens: 10,
  compressedTokens: 2,
  exact: true,
  savingsPercent: 80,
  latencyMs: 1,
  profile: 'default',
  reason: 'compressed',
};
const found: ScanResult = {
  detected: {
    findings: [
      {
        detector: 'pii',
        kind: 'email',
        level: 'high',
        score: 0.9,
        where: { message: 0, role: 'user', start: 0, end: 5 },
        signals: [],
        excerpt: '[5 characters]',
        valueHash: 'hash',
      },
    ],
    truncated: false,
    latencyMs: 1,
  },
};

/** The hook with a scan that ends when the test says so. */
function hookWithOpenScan(
  results: CompressionResult[] = [],
  overrides: Partial<GuardrailHookDependencies> = {},
) {
  let finish: (result: ScanResult) => void = () => undefined;
  const calls = createCallRegistry();
  const alerts: number[] = [];
  const failures: unknown[] = [];
  const inspect = createGuardrailHook({
    tenants: { resolve: () => undefined },
    settingsFor: () => settingsSchema.parse({}),
    detector: { scanRequest: () => new Promise((resolve) => (finish = resolve)) },
    compressor: { compress: () => Promise.resolve(results.shift() ?? compressed) },
    calls,
    detected: (_, { findings }) => alerts.push(findings.length),
    compressed: () => undefined,
    scanFailed: (error) => void failures.push(error),
    seen: () => undefined,
    ...overrides,
  });
  const request = {
    input_type: 'request' as const,
    litellm_call_id: 'call',
    texts: [text],
    structured_messages: [{ role: 'user', content: text }],
  };
  return { inspect, answer: () => inspect(request), finish: () => finish(found), calls, alerts, failures };
}

describe('a scan', () => {
  it('is not waited for, and what it finds later is told and remembered all the same', async () => {
    const { answer, finish, calls, alerts } = hookWithOpenScan();
    expect(await answer()).toEqual({ action: 'GUARDRAIL_INTERVENED', texts: ['Dock?'] });
    expect(alerts).toEqual([]);
    finish();
    await calls.latest('call')?.scan;
    expect(alerts).toEqual([1]);
    expect(calls.latest('call')).toMatchObject({
      alerts: [{ detector: 'pii', kind: 'email', level: 'high' }],
      compression: { reason: 'compressed' },
      rewritten: { original: text, sent: 'Dock?' },
    });
  });

  it('of a call whose id was used before leaves nothing of the earlier text', async () => {
    const { answer, calls } = hookWithOpenScan([compressed, { ...compressed, changes: [] }]);
    await answer();
    expect(calls.latest('call')?.rewritten).toEqual({ original: text, sent: 'Dock?' });
    await answer();
    expect(calls.latest('call')?.rewritten).toBeUndefined();
  });

  it('is known of from the start, so that others can wait for it', async () => {
    const { answer, finish, calls } = hookWithOpenScan();
    await answer();
    const { scan } = calls.latest('call') ?? {};
    finish();
    await scan;
    expect(calls.latest('call')?.alerts).toHaveLength(1);
  });

  it('that fails is told, changes nothing about the call, and fails nobody who waits for it', async () => {
    const error = new Error('no room');
    const { answer, calls, failures } = hookWithOpenScan([], {
      detector: { scanRequest: () => Promise.reject(error) },
    });
    expect(await answer()).toEqual({ action: 'GUARDRAIL_INTERVENED', texts: ['Dock?'] });
    await expect(calls.latest('call')?.scan).resolves.toBeUndefined();
    expect(failures).toEqual([error]);
  });

  it('whose result cannot be told is no failure of the call', async () => {
    const error = new Error('no alerts');
    const { answer, finish, calls, failures } = hookWithOpenScan([], {
      detected: () => {
        throw error;
      },
    });
    await answer();
    finish();
    await expect(calls.latest('call')?.scan).resolves.toBeUndefined();
    expect(failures).toEqual([error]);
  });
});

it('a tool call too deep to be read fails its scan alone', async () => {
  let deep: unknown = 'end';
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  const { inspect, failures, calls } = hookWithOpenScan();
  const messages = [{ role: 'assistant', content: [{ type: 'tool_use', input: deep }] }];
  await inspect({ input_type: 'request', litellm_call_id: 'call', structured_messages: messages });
  await calls.latest('call')?.scan;
  expect(failures).toEqual([expect.any(RangeError)]);
});

describe('what is scanned of a request', () => {
  async function scannedTexts(texts: string[], structured_messages: unknown): Promise<string[]> {
    const scanned: string[] = [];
    const inspect = createGuardrailHook({
      tenants: { resolve: () => undefined },
      settingsFor: () => settingsSchema.parse({}),
      detector: {
        scanRequest: ({ messages }) => {
          scanned.push(...textSegments(messages).map(({ role, text: found }) => `${role}: ${found}`));
          return Promise.resolve(found);
        },
      },
      compressor: { compress: () => Promise.resolve({ ...compressed, changes: [] }) },
      calls: createCallRegistry(),
      detected: () => undefined,
      scanFailed: () => undefined,
      compressed: () => undefined,
      seen: () => undefined,
    });
    await inspect(guardrailRequestSchema.parse({ input_type: 'request', texts, structured_messages }));
    return scanned;
  }

  it('is also a text that stands in no message', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [] },
    ];
    expect(await scannedTexts(['Be brief.', text], messages)).toEqual(['system: Be brief.', `user: ${text}`]);
  });

  it.each([
    [{ role: 'user', content: 5 }],
    [{ role: null, content: text }],
    [{ role: 'user', content: [text] }],
    ['text'],
  ])('is every text, though there is a message like %j', async (odd) => {
    expect(await scannedTexts(['hi', text], [{ role: 'tool', content: 'hi' }, odd])).toEqual([
      'tool: hi',
      `user: ${text}`,
    ]);
    expect(await scannedTexts([text], odd)).toEqual([`user: ${text}`]);
  });

  it('is what tools are given and what they give back', async () => {
    const messages = [
      { role: 'assistant', content: 'Wait.', tool_calls: [{ function: { arguments: '{"q":1}' } }] },
      { role: 'user', content: [{ type: 'tool_result', content: [{ type: 'text', text }] }] },
      { role: 'tool', content: 'done' },
    ];
    expect(await scannedTexts([], messages)).toEqual([
      'assistant: Wait.',
      'assistant: {"q":1}',
      'tool: done',
      `tool: ${text}`,
    ]);
  });
});

describe('compression', () => {
  it.each([
    ['messages', { structured_messages: [{ role: 'user', content: text }] }, true],
    ['bare texts', {}, false],
  ])('is for conversations, while detection reads everything: %s', async (_, more, expected) => {
    const enabled: boolean[] = [];
    const scanned: unknown[] = [];
    const inspect = createGuardrailHook({
      tenants: { resolve: () => undefined },
      settingsFor: () => settingsSchema.parse({}),
      detector: {
        scanRequest: ({ messages }) => {
          scanned.push(...messages);
          return Promise.resolve(found);
        },
      },
      compressor: {
        compress: ({ settings }) => {
          enabled.push(settings.enabled);
          return Promise.resolve({ ...compressed, changes: [] });
        },
      },
      calls: createCallRegistry(),
      detected: () => undefined,
      scanFailed: () => undefined,
      compressed: () => undefined,
      seen: () => undefined,
    });
    await inspect({ input_type: 'request', litellm_call_id: 'call', texts: [text], ...more });
    expect(enabled).toEqual([expected]);
    expect(scanned).toEqual([{ role: 'user', content: text }]);
  });
});
