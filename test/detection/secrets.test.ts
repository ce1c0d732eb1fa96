import { createHash } from 'node:crypto';
import { findSecrets } from '../../hooks-server/detection/secrets/secrets.js';

/** Random-looking, the same on every run, and never committed whole. */
function noise(
  length: number,
  alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
): string {
  let result = '';
  for (let block = 0; result.length < length; block++) {
    const bytes = createHash('sha256').update(`noise ${length} ${block}`).digest();
    for (const byte of bytes) result += alphabet[byte % alphabet.length] ?? '';
  }
  return result.slice(0, length);
}
const hex = (length: number) => noise(length, '0123456789abcdef');
const uuid = () => [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-');
const kindsIn = (text: string) => findSecrets(text).map(({ kind }) => kind);

describe('findSecrets', () => {
  it.each([
    ['openai-api-key', `sk-${'proj'}-${noise(80)}`],
    ['anthropic-api-key', `sk-${'ant'}-api03-${noise(93)}AA`],
    ['langfuse-secret-key', `sk-${'lf'}-${uuid()}`],
    ['litellm-virtual-key', `sk-${noise(22)}`],
    ['openrouter-api-key', `sk-${'or'}-v1-${hex(64)}`],
    ['groq-api-key', `gsk${'_'}${noise(52)}`],
    ['google-api-key', `AI${'za'}Sy${noise(33)}`],
    ['huggingface-access-token', `hf${'_'}${noise(34)}`],
    ['github-token', `gh${'p'}_${noise(36)}`],
    ['github-fine-grained-pat', `github${'_pat_'}${noise(82)}`],
    ['gitlab-token', `gl${'pat'}-${noise(20)}`],
    ['aws-access-key', `AK${'IA'}${noise(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`],
    ['slack-token', `xox${'b'}-834176250943-${noise(24)}`],
    ['stripe-access-token', `sk${'_live_'}${noise(24)}`],
    ['sendgrid-api-token', `S${'G'}.${noise(22)}.${noise(43)}`],
    ['npm-access-token', `npm${'_'}${noise(36)}`],
    ['telegram-bot-api-token', `123456789:A${'A'}${noise(33)}`],
    ['jwt', `ey${'J'}${noise(30)}.ey${'J'}${noise(60)}.${noise(43)}`],
    ['connection-string', `postgres://app:${noise(14)}@db.internal:5432/main`],
    ['azure-account-key', `AccountName=a;Account${'Key'}=${noise(86)}==`],
    ['generic-api-key', `export VENDOR_TOKEN=${noise(32)}`],
    ['generic-api-key', `{"key": "${noise(32)}"}`],
    ['generic-api-key', `api key: ${uuid()}`],
    ['generic-api-key', `{"client_secret": "${hex(40)}"}`],
    ['generic-api-key', `curl -H "Authorization: Bearer ${noise(40)}"`],
    ['generic-api-key', `it fails, I use ${noise(32)} as the token`],
    ['generic-password', `the password is ${'Tr0ub4dor'}&3x`],
    [
      'private-key',
      `-----BEGIN ${'RSA'} PRIVATE KEY-----\n${noise(64)}\n${noise(60)}\n-----END ${'RSA'} PRIVATE KEY-----`,
    ],
  ])('finds %s', (kind, text) => {
    expect(kindsIn(`Hello.\n${text}\nThanks`)).toContain(kind);
  });

  it.each([
    `AK${'IA'}IOSFODNN7EXAMPLE`,
    'api_key = "YOUR_API_KEY"',
    `token: ${'x'.repeat(32)}`,
    'password = os.environ["DB_PASSWORD"]',
    'const secret = process.env.CLIENT_SECRET_VALUE_1',
    `sk-...${noise(4)}`,
    `-----BEGIN ${'RSA'} PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----`,
    'postgres://user:password@localhost/db',
    'postgres://user:${DB_PASSWORD}@localhost/db',
    `commit ${hex(40)}`,
    `image@sha256:${hex(64)}`,
    `request id ${uuid()}`,
    'primary_key = user_accounts.account_id_2',
    'The keyword is important.',
    '<div class="sk-toggleable__content-2-column" id="sk-container-id-12345678">',
    '{"bucket":"media","key":"uploads/2024/05/IMG_20240512_123456.jpg"}',
    `primary key: ${uuid()}`,
    `primary key: ${noise(20)}`,
    `cache key=${noise(20)}`,
    `<li key="${noise(20)}">`,
    `{"nextPageToken": "${noise(20)}"}`,
  ])('finds nothing in "%s"', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('spans the value and not the name beside it', () => {
    const value = noise(32);
    const text = `api_key: "${value}", region: eu`;
    const [found] = findSecrets(text);
    expect(found && text.slice(found.start, found.end)).toBe(value);
  });
});
