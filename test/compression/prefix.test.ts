import { createCompressor, type Compressor } from '../../hooks-server/compression/compressor.js';
import { compressionSettings } from '../../hooks-server/compression/settings.js';
import type { Message } from '../../hooks-server/litellm/messages.js';
import { gazetteer } from './support/jobs.js';

const settings = compressionSettings.parse({ deadlineMs: 60_000 });

const QUESTIONS = [
  'In which year was the bridge of Hazel finished?',
  'Who lives in Alder, and what from?',
  'And on which day is the market of Fir held?',
  'Translate the text above into French.',
  'Wann ist Markt in Elm?',
];

/** The user message of one turn: some with passages, some without. */
const userText = (turn: number) =>
  turn % 3 === 1
    ? (QUESTIONS[turn % QUESTIONS.length] ?? '')
    : `${gazetteer(12 + turn)}\n\n${QUESTIONS[turn % QUESTIONS.length] ?? ''}`;

/** Turns as each API's messages reach the service. */
const FORMS: Record<string, (turn: number) => Message[]> = {
  'chat completions': (turn) => [
    { role: 'user', content: userText(turn) },
    { role: 'assistant', content: `Answer ${turn}.` },
  ],
  'parts (Anthropic, Responses)': (turn) => [
    {
      role: 'user',
      content: [
        { type: 'text', text: gazetteer(12 + turn) },
        { type: 'text', text: QUESTIONS[turn % QUESTIONS.length] },
      ],
    },
    { role: 'assistant', content: [{ type: 'text', text: `Answer ${turn}.` }] },
  ],
  'calls of tools': (turn) => [
    { role: 'user', content: userText(turn) },
    { role: 'assistant', content: null, tool_calls: [{ id: `c${turn}`, type: 'function' }] },
    { role: 'tool', tool_call_id: `c${turn}`, content: `Result ${turn}` },
    { role: 'assistant', content: `Answer ${turn}.` },
  ],
  'a system prompt with a cache mark': (turn) => [
    ...(turn === 0
      ? [
          {
            role: 'system',
            content: [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral' } }],
          },
        ]
      : []),
    { role: 'user', content: userText(turn) },
    { role: 'assistant', content: `Answer ${turn}.` },
  ],
};

function applied(
  messages: readonly Message[],
  changes: Awaited<ReturnType<Compressor['compress']>>['changes'],
) {
  return messages.map((message, at) => {
    const own = changes.filter((change) => change.message === at);
    if (typeof message.content === 'string') return { ...message, content: own[0]?.text ?? message.content };
    if (!Array.isArray(message.content)) return message;
    const content = message.content.map((part, index) => {
      const change = own.find((each) => each.part === index);
      return change ? { ...part, text: change.text } : part;
    });
    return { ...message, content };
  });
}

describe('the prefix that the provider gets', () => {
  let compressor: Compressor;
  beforeAll(async () => {
    compressor = createCompressor();
    await compressor.warm();
  }, 60_000);
  afterAll(() => compressor.close());

  it.each(Object.entries(FORMS))(
    'is the same in all ten turns of a talk: %s',
    async (_, form) => {
      let history: Message[] = [];
      let sent: Message[] = [];
      let shortened = 0;
      for (let turn = 0; turn < 10; turn += 1) {
        const [user, ...rest] = form(turn).filter(({ role }) => role !== 'system' || turn === 0);
        history = [...history, ...(user ? [user] : []), ...(user?.role === 'system' ? rest.slice(0, 1) : [])];
        const result = await compressor.compress({ model: 'gpt-4o', messages: history, settings });
        const now = applied(history, result.changes);
        expect(now.slice(0, sent.length)).toEqual(sent);
        shortened += result.changes.length;
        sent = now;
        history = [...history, ...(user?.role === 'system' ? rest.slice(1) : rest)];
      }
      expect(shortened).toBeGreaterThan(0);
    },
    60_000,
  );

  it('is the same from a compressor that has never seen the talk', async () => {
    const messages = FORMS['chat completions']?.(0).concat(FORMS['chat completions'](2)) ?? [];
    const other = createCompressor();
    await other.warm();
    const request = { model: 'gpt-4o', messages, settings };
    expect((await other.compress(request)).changes).toEqual((await compressor.compress(request)).changes);
    await other.close();
  }, 60_000);

  it('is left alone where the body itself asks the provider to cache', async () => {
    const messages = [{ role: 'user', content: userText(0) }];
    const cacheControl = { type: 'ephemeral' };
    const result = await compressor.compress({
      model: 'claude-sonnet-4-5',
      messages,
      settings,
      cacheControl,
    });
    expect(result).toMatchObject({ reason: 'provider_cached', changes: [] });
  });
});
