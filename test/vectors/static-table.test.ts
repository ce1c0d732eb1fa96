import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosineOf } from '../../hooks-server/vectors/cosine.js';
import { loadStaticTable, type StaticTable } from '../../hooks-server/vectors/static-table.js';

describe('the static table that ships with the service', () => {
  let table: StaticTable;
  beforeAll(async () => {
    table = await loadStaticTable();
  });
  const cosine = (a: string, b: string) => cosineOf(table.vectorOf(a), table.vectorOf(b));

  it.each([
    [
      'How do I reset my password?',
      'What is the way to reset a password?',
      'Which vaccines do toddlers need?',
    ],
    ['Wie installiere ich Docker?', 'Docker installieren', 'Wer hat die Wahl gewonnen?'],
    ['비밀번호를 어떻게 재설정하나요?', '비밀번호 재설정 방법', '날씨가 어때요?'],
    ['怎么重置密码?', '如何重置我的密码', '北京的天气怎么样'],
  ])('puts a paraphrase nearer than another subject: %s', (text, paraphrase, other) => {
    expect(cosine(text, paraphrase)).toBeGreaterThan(0.6);
    expect(cosine(text, paraphrase)).toBeGreaterThan(cosine(text, other) + 0.1);
  });

  it('gives every text a vector of length 1, whatever it is', () => {
    for (const text of ['', ' ', '?', '🦜', 'ᚠᚢᚦ', 'x'.repeat(2_000), 'a b'])
      expect(cosine(text, text)).toBeCloseTo(1, 5);
  });

  it('tells words apart that the vocabulary does not have', () => {
    expect(cosine('ᚠᚢᚦ', 'ᚨᚱᚲ')).toBeLessThan(0.99);
  });

  it('is named by its content', () => {
    expect(table.id).toMatch(/^static:[0-9a-f]{12}$/);
  });
});

test('a file that is no table is refused in a sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  const file = join(folder, 'table.bin');
  await writeFile(file, 'not a table at all');
  await expect(loadStaticTable(file)).rejects.toThrow('is no static table of version 1');
  await expect(loadStaticTable(join(folder, 'none'))).rejects.toThrow('cannot be read');
  await rm(folder, { recursive: true });
});
