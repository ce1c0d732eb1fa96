import fc from 'fast-check';
import { renderUnits } from '../../hooks-server/compression/extraction/render.js';
import { segment } from '../../hooks-server/compression/text/segment.js';
import { compressed, gazetteer } from './support/jobs.js';
import { MATERIALS, type Material } from './support/materials.js';

const MARK = /\|\s*\[…\]\s*\||"\[…\]"|\[…\]/gu;

/** A text without some of its units, as any selection may leave it: titles stay with what stands under them. */
function withoutSome(text: string, picks: readonly boolean[]): string {
  const units = segment(text);
  const kept = units.map(({ kind }, at) => kind === 'structure' || (picks[at % picks.length] ?? false));
  units.forEach(({ title }, at) => {
    if (kept[at] && title >= 0) kept[title] = true;
  });
  // A title alone is never chosen.
  units.forEach(({ kind }, at) => {
    if (
      (kind === 'title' || kind === 'header') &&
      !units.some(({ title }, under) => title === at && kept[under])
    )
      kept[at] = false;
  });
  return renderUnits(text, units, kept, 0, units.length);
}

/** What stands nearest above a piece, of several that might: its own must be the last before it. */
function nearest(output: string, at: number, candidates: readonly string[]): string | undefined {
  const before = output.slice(0, at);
  const places = candidates.map((candidate) => ({ candidate, place: before.lastIndexOf(candidate) }));
  const last = Math.max(...places.map(({ place }) => place));
  return last < 0 ? undefined : places.find(({ place }) => place === last)?.candidate;
}

function expectWhole({ text, wholes, above }: Material, output: string): void {
  // Nothing of a text may stand in the result in another form than in the text.
  for (const piece of output.split(MARK).map((part) => part.trim())) expect(text).toContain(piece);
  for (const line of output.split('\n').map((part) => part.replace(MARK, '').trim())) {
    if (wholes.length === 0 || line === '') continue;
    expect(wholes.flatMap((whole) => whole.split('\n')).map((whole) => whole.trim())).toContain(line);
  }
  for (const whole of wholes) {
    const first = whole.split('\n')[0] ?? '';
    if (output.split('\n').includes(first)) expect(output).toContain(whole);
  }
  const candidates = [...new Set(above.map(({ needs }) => needs[0] ?? ''))];
  for (const { piece, needs } of above) {
    const at = output.indexOf(piece);
    if (at < 0) continue;
    for (const need of needs) expect(output.slice(0, at)).toContain(need);
    expect(nearest(output, at, candidates)).toBe(needs[0]);
  }
}

describe.each(Object.entries(MATERIALS))('of %s, whatever is kept', (_, material) => {
  it('is whole units of the text, with what gives them their meaning', () => {
    fc.assert(
      fc.property(material, fc.array(fc.boolean(), { minLength: 5, maxLength: 40 }), (generated, picks) => {
        expectWhole(generated, withoutSome(generated.text, picks));
      }),
      { numRuns: 150 },
    );
  });

  it('is so beside prose, through the whole of compression, and where a row is asked for by its key', () => {
    const beside = gazetteer(16);
    let shorter = 0;
    fc.assert(
      fc.property(material, fc.constantFrom(0.5, 1 / 3), fc.boolean(), (generated, keep, isAlone) => {
        const question = isAlone
          ? 'What is said about "K-2"?'
          : 'In which year was the bridge of Hazel finished?';
        const texts = [...(isAlone ? [] : [beside]), `${generated.text}\n\n${question}`];
        const result = compressed(texts, keep).texts;
        if (result.some((text, at) => text !== texts[at])) shorter += 1;
        const [text, now] = [texts.at(-1) ?? '', result.at(-1) ?? ''];
        const wholes = generated.wholes.length === 0 ? [] : [...generated.wholes, question];
        expectWhole({ ...generated, text, wholes }, now);
      }),
      { numRuns: 25 },
    );
    expect(shorter).toBeGreaterThan(0);
  });
});
