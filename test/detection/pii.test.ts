import fc from 'fast-check';
import {
  luhn,
  ibanModulo,
  verhoeff,
  mod11And10,
  base58Check,
  bech32,
} from '../../hooks-server/detection/pii/checksums.js';
import { findPersonalData } from '../../hooks-server/detection/pii/pii.js';

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind);
/** Digits are joined here so that no scanner of this repository takes a test for a leak. */
const join = (...parts: string[]) => parts.join('');
const card = join('4111', '1111', '1111', '1111');

describe('findPersonalData', () => {
  it.each([
    ['credit-card', `Charge ${card} please`],
    ['credit-card', `card: ${join('3782', ' 822463 ', '10005')}`],
    ['iban', `Pay to ${join('DE89', ' 3704 0044', ' 0532 0130 00')}.`],
    ['us-ssn', `SSN ${join('219', '-45', '-6789')}`],
    ['uk-nhs', `NHS number ${join('943', ' 476 ', '5919')}`],
    ['pl-pesel', `PESEL ${join('440514', '01359')}`],
    ['es-nif', `DNI ${join('1234', '5678', 'Z')}`],
    ['es-nie', `NIE ${join('X12345', '67L')}`],
    ['it-fiscal-code', `codice fiscale ${join('RSSMRA', '85T10', 'A562S')}`],
    ['in-aadhaar', `Aadhaar ${join('2341', ' 2341 ', '2346')}`],
    ['au-abn', `ABN ${join('51 824', ' 753 556')}`],
    ['ca-sin', `my SIN is ${join('046', ' 454 ', '286')}`],
    ['us-npi', `NPI ${join('12345', '67893')}`],
    ['br-cpf', `CPF ${join('529.982', '.247-25')}`],
    ['crypto-wallet', join('1A1zP1eP5QGefi2', 'DMPTfTL5SLmv7DivfNa')],
    ['crypto-wallet', join('bc1qw508d6qejxt', 'dg4y5r3zarvary0c5xw7kv8f3t4')],
    ['email-address', 'Write to jane.doe+x@mail.example.org!'],
    ['ip-address', 'from 203.0.113.7 at noon'],
    ['ip-address', 'host 2001:db8::8a2e:370:7334 is down'],
    ['mac-address', 'device 00:1B:44:11:3A:B7'],
    ['phone-number', 'fax: +49 30 901820'],
    ['phone-number', 'you can call me on 0171 555 0199'],
    ['passport', 'passport no. C01X00T47'],
    ['drivers-license', "driver's license D1234567"],
    ['drivers-license', 'my license is D1234567'],
    ['drivers-license', 'license number: D1234567'],
    ['drivers-license', "driver's license, reference id D1234567"],
    ['us-bank-number', 'my checking account is 123456789012'],
    ['passport', 'ticket for the holder of passport C01X00T47'],
    ['de-license-plate', 'Kennzeichen B-MW 1234'],
    ['cn-id', join('110105', '19491231', '002X')],
    ['fi-personal-identity-code', `henkilötunnus ${join('131052', '-308T')}`],
    ['mac-address', 'mac 0011.2233.4455'],
    ['date-of-birth', 'date of birth: 1985-04-12'],
  ])('finds %s in "%s"', (kind, text) => {
    expect(kindsIn(text)).toContain(kind);
  });

  it.each([
    `order ${card.slice(0, -1)}2`,
    'version 10.2.3.4 of the firmware',
    'commit 3f786850e387550fdab836ed7e6dc881de23001b',
    'ticket 943 476 5919 is closed',
    'invoice 44051401359',
    '2024-05-17 20:15:24 started, 1,234,567 rows',
    'snowflake 1184201932019875842',
    'npm install left-pad@1.3.0 and icon@2x.png',
    'git clone git@git.example.org:team/repo.git',
    'std::vector<int> a::b',
    'ISBN 978-3-16-148410-0',
    'pi is 3.14159265358979',
    'MIT License\n\nCopyright (c) 2018-2024 Jane Doe',
    'Licensed under the Apache License, Version 2.0. Copyright 2015-2020 The Authors',
    '// SPDX-License-Identifier: MIT build 20240115',
    'data:image/png;base64,QkxcNhQQUJDREVG/dl+8 Z5xccg1Tw08G',
    'Checking for updates since 20240115 ... done',
    'npm: checking 12345678 packages; job 1712345678 finished',
    'The license plate reader is at 5 Main Street',
    'passport.use(new Strategy({ clientID: 123456789 }))',
    'new passport arrived, see ticket 123456789',
    `<@${join('1437787', '23700', '708116')}> and <@${join('1413997', '69205', '606325')}>`,
    'Chrome/120.0.0.0 Safari/537.36 on 127.0.0.1:8080 and 0.0.0.0:443',
    'doi 10.1234/5678.9012.3456 and rev 2023.1234.5678',
    'I will call the function with 1234567 rows',
    'call the job of 20240512',
    `{"cardId": ${join('171267', '6012809')}}`,
    'deploy 080715-1530 ok, deploy 200077-2339 ok',
  ])('finds nothing in "%s"', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('wants a context word for a check of eleven digits or fewer', () => {
    expect(kindsIn('943 476 5919')).toEqual([]);
    expect(kindsIn('her NHS number is 943 476 5919')).toContain('uk-nhs');
  });

  it('gives for any text spans that lie inside it', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('call ', '+1 ', '4111 ', 'a@b.', ':', '-', '12', 'DE', 'passport '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
        const text = pieces.join('');
        return findPersonalData(text).every(
          ({ start, end, score }) =>
            start >= 0 && start < end && end <= text.length && score > 0 && score <= 1,
        );
      }),
    );
  });
});

describe('checksums', () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{10,15}$/);

  it('Luhn accepts exactly one check digit', () => {
    fc.assert(
      fc.property(digits, (text) => [...'0123456789'].filter((digit) => luhn(text + digit)).length === 1),
    );
  });

  it('Verhoeff accepts exactly one check digit and notices swapped neighbours', () => {
    fc.assert(
      fc.property(digits, (text) => {
        const check = [...'0123456789'].filter((digit) => verhoeff(text + digit));
        const swapped = text.slice(1, 2) + text.slice(0, 1) + text.slice(2);
        return check.length === 1 && (text[0] === text[1] || !verhoeff(swapped + check.join('')));
      }),
    );
  });

  it('MOD 11-10 accepts exactly one check digit', () => {
    fc.assert(
      fc.property(
        digits,
        (text) => [...'0123456789'].filter((digit) => mod11And10(text + digit)).length === 1,
      ),
    );
  });

  it('MOD 97-10 notices any changed digit', () => {
    const iban = join('GB29NWBK', '60161331926819');
    expect(ibanModulo(iban)).toBe(true);
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: iban.length - 1 }),
        fc.integer({ min: 1, max: 9 }),
        (at, change) => {
          const digit = (Number(iban[at]) + change) % 10;
          return !ibanModulo(iban.slice(0, at) + String(digit) + iban.slice(at + 1));
        },
      ),
    );
  });

  it('Base58Check and bech32 refuse an address with one letter changed', () => {
    const legacy = join('1A1zP1eP5QGefi2', 'DMPTfTL5SLmv7DivfNa');
    const segwit = join('bc1qw508d6qejxt', 'dg4y5r3zarvary0c5xw7kv8f3t4');
    expect([base58Check(legacy), bech32(segwit)]).toEqual([true, true]);
    expect([base58Check(legacy.replace('e', 'f')), bech32(segwit.replace('508', '509'))]).toEqual([
      false,
      false,
    ]);
  });
});
