// Official clients, called one line at a time, as clients.py has it. The gateway's address is the first argument, the
// folder of the installed clients the second.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [url, folder] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const { default: OpenAI } = require('openai');
const { createOpenAI } = require('@ai-sdk/openai');
const { generateText, streamText } = require('ai');

async function askOpenai({ key, question, streamed }) {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
  const messages = [{ role: 'user', content: question }];
  const request = { model: 'gpt-4o', messages, stream: streamed };
  const { data, response } = await client.chat.completions.create(request).withResponse();
  const cache = response.headers.get('x-cache');
  if (!streamed) {
    const [choice] = data.choices;
    return { text: choice.message.content, finish: choice.finish_reason, cache };
  }
  const choices = [];
  for await (const chunk of data) choices.push(...chunk.choices);
  const text = choices.map(({ delta }) => delta.content ?? '').join('');
  return { text, finish: choices.at(-1).finish_reason, cache };
}

async function askAiSdk({ key, question, streamed }) {
  const model = createOpenAI({ baseURL: `${url}/v1`, apiKey: key }).chat('gpt-4o');
  const result = await (streamed ? streamText : generateText)({ model, prompt: question, maxRetries: 0 });
  // Of a stream these are promises, which its reading fulfils.
  const [text, finish, response] = await Promise.all([result.text, result.finishReason, result.response]);
  return { text, finish, cache: response.headers['x-cache'] };
}

const clients = { openai: askOpenai, 'ai-sdk': askAiSdk };

for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line);
  // The test that asked is to read what went wrong.
  const answer = await clients[call.client](call).catch((error) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
