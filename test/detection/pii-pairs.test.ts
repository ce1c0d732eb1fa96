import fc from 'fast-check';
import { createDetector } from '../../hooks-server/detection/detector.js';
import { createValueHash } from '../../hooks-server/detection/redact.js';
import { detectionSettings } from '../../hooks-server/detection/settings.js';

const detector = createDetector({ hashValue: createValueHash('test') });
const scan = (content: string, alertLevel: 'medium' | 'reserved') =>
  detector.scanRequest({
    messages: [{ role: 'user', content }],
    settings: detectionSettings.parse({ maxDurationMs: 1000, alertLevel, detectors: { injection: false } }),
  }).findings;
const alerts = (text: string) => scan(text, 'medium').map(({ kind }) => kind);
/** Put together here, so that no scanner takes a test for a leak. */
const join = (...parts: string[]) => parts.join('');
const word = join('Xk29', '#mmq1', 'zz');

describe('a phone number', () => {
  it.each([
    'Bel me op 06-12345678',
    'Llámame al 612 345 071',
    'Tél. : 06 12 34 56 78',
    'Rufen Sie mich unter 089/636-48018 an',
    '0044 20 7946 0958',
    'Call 020 7183 8750 ext. 12',
    'Meu celular é (11) 98765-4321',
    'Мой телефон 8 912 345-67-89',
    '携帯 090-1234-5678 まで',
    '我的手机号是13812345678',
    'रेखा: मेरा फोन नंबर 98765 43210 है',
    'رقم هاتفي 0501234567',
    'הטלפון שלי 052-1234567',
  ])('is found in "%s"', (text) => expect(alerts(text)).toContain('phone-number'));

  it.each([
    'Bestellnummer 123456789012',
    'Numéro de commande : 123456789012',
    'El pedido 612345071 ha salido',
    'elapsed 2125550147 ns',
    'part number 07700 900461 is sold out',
    'The phone number field must have 10 digits',
  ])('is not in "%s"', (text) => expect(alerts(text)).toEqual([]));
});

describe('what is reserved for documentation, tests and private networks', () => {
  it.each([
    'Write to noreply@example.com',
    join('Pay with 4242', ' 4242 4242 ', '4242'),
    'Call 212-555-0123',
    'route 192.168.0.0/16',
    'the server at 203.0.113.7',
    'MAC 00:11:22:33:44:55',
    join('IBAN DE89 3704', ' 0044 0532 0130 00'),
  ])('raises no alert, but is reported at its own level: "%s"', (text) => {
    expect(scan(text, 'medium')).toEqual([]);
    expect(scan(text, 'reserved').map(({ level }) => level)).toContain('reserved');
  });

  it.each([
    'Write to jane@acme-books.net',
    'Call 212-663-4123',
    'client_ip=192.168.4.7',
    'the server at 84.17.46.9',
  ])('has a twin that does: "%s"', (text) => expect(alerts(text)).toHaveLength(1));
});

describe('a password outside KEY=value', () => {
  it.each([
    `curl -u deploy:${word} https://api.acme.io`,
    `mysql -h db -u root -p${word} shop`,
    `sshpass -p '${word}' ssh a@b`,
    `CREATE USER app IDENTIFIED BY '${word}';`,
    `ALTER ROLE bob WITH PASSWORD '${word}';`,
    `machine api.acme.io login bob password ${word}`,
    `db.acme.io:5432:shop:bob:${word}`,
    `ConvertTo-SecureString "${word}" -AsPlainText -Force`,
    `<add key="DbPassword" value="${word}" />`,
    `login: admin / ${word}`,
    `Mein Passwort lautet ${word}`,
    `密码：${word}`,
    `Moje hasło to ${word}`,
    `パスワードは${word}です`,
    `mật khẩu là ${word}`,
    `Cookie: sessionid=${word.replace('#', '')}a8f3kd93jf0sl2Kd`,
    `{"auths":{"r.acme.io":{"auth":"${Buffer.from(`bob:${word}`).toString('base64')}"}}}`,
    'PIN 4471 for the alarm',
  ])('is found in "%s"', (text) => expect(alerts(text)).toHaveLength(1));

  it.each([
    'curl -u username:password https://acme.io',
    'curl -u "$USER:$PASS" https://acme.io',
    'mysql -u root -p database < dump.sql',
    'docker login -u me --password-stdin',
    "CREATE USER app IDENTIFIED BY '<password>';",
    '<add key="ApiKey" value="#{ApiKey}#"/>',
    'Passwort: <dein-passwort>',
    'def login(user: str, password: Optional[str] = None) -> bool:',
    `password_digest = "${'9f86d081'.repeat(8)}"`,
    'api_key_id: 9f86d081884c7d65',
    `key_fingerprint: ${'25e3bf09'.repeat(5)}`,
    'postgres://postgres:postgres@localhost:5432/app',
    '{"token":"3f2504e0-4f89-41d3-9a0c-0305e82c3301"}',
    '{"paginationToken": "a8F3kd93jf0sl2Kd93jfX2"}',
    '<div data-key="a8F3kd93jf0sl2Kd93jfX2">',
    'GPIO pin 4471 of the board',
  ])('is not in "%s"', (text) => expect(alerts(text)).toEqual([]));
});

it.each([
  `DefaultEndpointsProtocol=https;AccountName=store;AccountKey=${'aB3d'.repeat(21)}Xy==;EndpointSuffix=core.windows.net`,
  `Server=tcp:x.database.windows.net;User ID=sa;Password=${word};Encrypt=true`,
  `host=db.acme.io port=5432 user=bob password=${word} dbname=shop`,
  `postgres://app:${word}@db.internal:5432/shop?sslmode=require`,
  `jdbc:mysql://db.acme.io:3306/shop?user=bob&password=${word}`,
])('a connection string is one finding of its whole length: %s', (text) => {
  const found = scan(text, 'medium').find(({ where }) => where.start === 0);
  expect(found?.where.end).toBe(text.length);
});

it('an AWS key id is found with and without a digit', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z2-7]{16}$/), (rest) => {
      fc.pre(new Set(rest).size > 9 && !/(.)\1{3}/.test(rest));
      return alerts(`aws_access_key_id = ${join('AK', 'IA')}${rest}`).includes('aws-access-key');
    }),
    { numRuns: 2000, seed: 11 },
  );
});

it.each(['nginx/1.18.0.1', '10:20:30:40:50:60', 'transaction_ref=376726047834136', 'com.acme:lib:1.2.3.40'])(
  'a version, a time or a reference is nothing: %s',
  (text) => expect(alerts(text)).toEqual([]),
);

describe('a number of a country with one or two kinds', () => {
  it.each([
    ['Título de eleitor: 0043 5687 0906', 'Pedido 0043 5687 0907'],
    ['Chave pix: 7d9f0335-4dcc-4f1a-9b1e-2f1f3c0b8a55', 'deployment 7d9f0335-4dcc-4f1a-9b1e-2f1f3c0b8a55'],
    ['ПИНФЛ 31509860230078', 'Заказ 31509860230079'],
    ['პირადი ნომერი: 01024065432', 'შეკვეთა: 01024065432'],
    ['FIN kod: 5XKQ2LM', 'Məhsul kodu: 5XKQ2LM'],
    ['Регистрийн дугаар: УП94061512', 'Нэхэмжлэх: УП94061512'],
    ['नागरिकता नं. 27-01-72-05319', 'बिल नं. 27-01-72-05319'],
    ['NRC No. 12/OUKAMA(N)154982', 'Lot No. 12/OUKAMA(N) with 154982 tiles'],
    ['在留カード番号:AB12345678CD', '部品番号:AB12345678CD'],
    ['澳門居民身份證:1245678(3)', '澳門店訂單:1245678(3 件)'],
    ['UPI ID ravi.menon84@okhdfcbank', 'the decorator @okhdfcbank of ravi.menon84'],
    ['ABHA number 91-7203-4418-5521', 'Pallet number 91-7203-4418-5521'],
    ['Cédula 8-442-1187', 'Estante de Panamá 8-442-1187'],
    ['Bilhete de identidade n.º 004561238LA047', 'Guia de remessa n.º 004561238LA047'],
    ['Omang: 412815937', 'Meter reading: 412815937'],
    ['Zimbabwe national registration 63-1429775 K 42', 'shelf 63-1429775 K 42'],
    ['alien registration number A097-352-618', 'aisle number A097-352-618'],
    ['P-tal: 300408-559', 'Faktura: 300408-559'],
    ['Numri personal: 1174029356', 'Numri i porosisë: 1174029356'],
    ['Utente SNS: 294753612', 'SNS topic for account 294753612'],
  ])('is found in "%s" and not in "%s"', (text, twin) => {
    expect(alerts(text)).toHaveLength(1);
    expect(alerts(twin)).toEqual([]);
  });
});

describe('a flood of values', () => {
  const request = (content: string) =>
    detector.scanRequest({
      messages: [{ role: 'user', content }],
      settings: detectionSettings.parse({ maxDurationMs: 1000, maxChars: 1_000_000 }),
    });

  it('is said to be truncated', () => {
    const phones = Array.from({ length: 400 }, (_, index) => `020 7946 ${1000 + index}`).join(', ');
    expect(request(phones)).toMatchObject({ truncated: true });
  });

  it('of what is reserved hides no value behind it', () => {
    const reserved = Array.from({ length: 600 }, () => 'Call 212-555-0123.').join(' ');
    const kinds = request(`${reserved} Call 212-663-4123.`).findings.map(({ kind }) => kind);
    expect(kinds).toContain('phone-number');
  });
});
