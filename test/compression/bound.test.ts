import fc from 'fast-check';
import { hasFewerTokens } from '../../hooks-server/compression/tokens/bound.js';
import { counter, gazetteer } from './support/jobs.js';

const LIMIT = 500;

describe('texts that are ruled out by their length', () => {
  it.each([
    ['English', gazetteer(20)],
    ['German', 'Die Straßenbahnhaltestelle wurde nach dem Hochwasser vollständig erneuert. '.repeat(40)],
    ['Finnish', 'Kirjastonhoitajan epäjärjestelmällisyys hämmästytti kaupunginvaltuustoa. '.repeat(40)],
    ['Chinese', '港口在冬天结冰以前由工程师重新修建。'.repeat(60)],
    ['Japanese', '図書館の建物は来年の春までに改修されます。'.repeat(60)],
    ['Thai', 'สะพานแห่งนี้สร้างขึ้นเมื่อสองร้อยปีก่อนโดยช่างไม้'.repeat(40)],
    ['Hindi', 'यह पुल दो सौ साल पहले बनाया गया था और आज भी खड़ा है। '.repeat(40)],
    ['Arabic', 'بُني هذا الجسر قبل مئتي عام ولا يزال قائماً حتى اليوم. '.repeat(40)],
    ['code', 'for (let i = 0; i < rows.length; i++) { total += rows[i].a * rows[i].b; }\n'.repeat(40)],
    ['JSON', '{"id": 17, "name": "Hazel", "open": true, "sizes": [1, 20, 300]},\n'.repeat(40)],
  ])('%s: none has the tokens that the limit asks for', (_, text) => {
    for (let length = 100; length <= text.length; length += 37) {
      const part = text.slice(0, length);
      if (hasFewerTokens([part], LIMIT)) expect(counter().count(part)).toBeLessThan(LIMIT);
    }
  });

  it('a question of usual length needs no tokeniser, and a page does', () => {
    expect(hasFewerTokens([gazetteer(3)], LIMIT)).toBe(true);
    expect(hasFewerTokens([gazetteer(20)], LIMIT)).toBe(false);
  });

  it('several texts count together, and more text never has fewer tokens', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' })),
        fc.integer({ min: 0, max: 200 }),
        (texts, limit) => {
          const together = hasFewerTokens(texts, limit);
          expect(hasFewerTokens([texts.join('')], limit)).toBe(together);
          if (together) expect(hasFewerTokens(texts.slice(1), limit)).toBe(true);
        },
      ),
    );
  });
});
