import { lines } from './lines.js';

const UNITS = `
%, percent, pct, prozent, porcentaje
$, dollar, usd, bucks
€, euro, eur
£, pound, gbp, quid
¥, yen, jpy, yuan, cny, rmb
₹, rupee, rs, inr, re
bitcoin, btc
mg, milligram
µg, mcg, microgram
g, gram, gm, gramm, グラム, 그램, 克
kg, kilogram, kilo, 公斤, 千克, キロ, 킬로, 킬로그램
lb, lbs
oz, ounce
ton, tonne
mm, millimeter, millimetre
cm, centimeter, centimetre
m, meter, metre
km, kilometer, kilometre, kms, 公里, 킬로미터
inch, in., inches
foot, feet, ft
yard, yd
mile, mi
ml, milliliter, millilitre, 毫升, 밀리리터
l, liter, litre, 升, 리터
gallon, gal
cup
tablespoon, tbsp
teaspoon, tsp
ms, millisecond
s, sec, second
min, minute, mins, minuten, minutos
h, hr, hour, hrs, stunden, horas
day, tage, días, jours
week, wk, wochen, semanas
month, mo, monate, meses, mois
year, yr, yrs, jahre, años, ans
°c, celsius, centigrade
°f, fahrenheit
k, kelvin
mph
kph, kmh, km/h
bit
byte
kb, kilobyte
mb, megabyte
gb, gigabyte
tb, terabyte
hz, hertz
khz
mhz
ghz
v, volt
w, watt
kw, kilowatt
kwh
amp, ampere
hp, horsepower
cal, calorie
kcal, kilocalorie
j, joule
acre
hectare, ha
am, a.m.
pm, p.m.
mp, megapixel
px, pixel
people, person
time, times
mmhg
psi
`;

/** Unit -> one name for all its spellings. A number with another unit is another number. */
export const units: ReadonlyMap<string, string> = new Map(
  lines(UNITS).flatMap((words) => words.map((word) => [word, words[0]!] as const)),
);

/** Number words -> value. "one" is left out: it is a pronoun more often than a number. */
export const numberWords: ReadonlyMap<string, number> = new Map(
  Object.entries({
    zero: 0,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
    thousand: 1_000,
    lakh: 100_000,
    million: 1_000_000,
    crore: 10_000_000,
    billion: 1e9,
    trillion: 1e12,
    dozen: 12,
    fourth: 4,
    fifth: 5,
    sixth: 6,
    seventh: 7,
    eighth: 8,
    ninth: 9,
    tenth: 10,
    double: 2,
    triple: 3,
    zwei: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    hundert: 100,
    tausend: 1_000,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    cien: 100,
    mil: 1_000,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    cent: 100,
    mille: 1_000,
  }),
);

/** Letters behind a number that multiply it: 15k, 3M, 2bn. */
export const multipliers: ReadonlyMap<string, number> = new Map([
  ['k', 1_000],
  ['m', 1_000_000],
  ['mn', 1_000_000],
  ['mio', 1_000_000],
  ['b', 1e9],
  ['bn', 1e9],
  ['thousand', 1_000],
  ['lakh', 100_000],
  ['lakhs', 100_000],
  ['crore', 10_000_000],
  ['crores', 10_000_000],
  ['million', 1_000_000],
  ['millions', 1_000_000],
  ['billion', 1e9],
  ['billions', 1e9],
  ['trillion', 1e12],
]);
