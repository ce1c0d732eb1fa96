import { lines } from './lines.js';

/** Units and currencies as words, in several languages; those of one line are the same. */
const MEASURES = `
mile, miles, meile, meilen, milla, millas, mille, milles, miglio, miglia, milha, milhas, mijl, mijlen, миля, мили, миль, миле, 英里, マイル, 마일
kilometre, kilometres, kilometer, kilometers, km, kms, kilómetro, kilómetros, kilomètre, kilomètres, chilometro, chilometri, quilômetro, quilômetros, километр, километра, километров, километре, 公里, 千米, キロメートル, 킬로미터
metre, metres, meter, meters, metro, metros, mètre, mètres, metri, метр, метра, метров, 米, 公尺, メートル, 미터
centimetre, centimetres, centimeter, centimeters, cm, zentimeter, centímetro, centímetros, centimètre, centimètres, centimetro, centimetri, сантиметр, сантиметра, сантиметров, сантиметре, 厘米, 公分, センチ, センチメートル, 센티미터
millimetre, millimetres, millimeter, millimeters, mm, milímetro, milímetros, millimètres, 毫米, ミリメートル
inch, inches, zoll, pulgada, pulgadas, pouce, pouces, pollice, pollici, polegada, polegadas, дюйм, дюйма, дюймов, дюйме, 英寸, インチ, 인치
foot, feet, ft, fuß, pied, pieds, piede, piedi, pés, voet, фут, фута, футов, футе, 英尺, フィート, 피트
yard, yards, ярд, ярда, ярдов, 码, ヤード, 야드
nautical, seemeile, seemeilen, морская
hectare, hectares, hektar, hectárea, hectáreas, ettaro, ettari, гектар, гектара, гектаров, гектаре, 公顷, ヘクタール, 헥타르
acre, acres, акр, акра, акров, 英亩, エーカー, 에이커
gram, grams, gramm, gramo, gramos, gramme, grammes, grammo, grammi, grama, gramas, грамм, грамма, граммов, грамме, 克, グラム, 그램
kilogram, kilograms, kg, kilo, kilos, kilogramm, kilogramo, kilogramos, kilogramme, kilogrammes, chilogrammo, chilogrammi, chilo, quilo, quilos, quilograma, quilogramas, килограмм, килограмма, килограммов, килограмме, кг, 公斤, 千克, キログラム, キロ, 킬로그램
milligram, milligrams, mg, milligramm, miligramo, miligramos, миллиграмм, миллиграммов, миллиграмме, 毫克, ミリグラム, 밀리그램
nanogram, nanograms, ng, nanogramm, nanogramo, nanogramos, nanogramme, nanogrammes
microgram, micrograms, mcg, µg, μg, mikrogramm, microgramo, микрограмм, 微克, マイクログラム
lb, lbs, pfund, libra, libras, livre, livres, libbra, libbre, фунт, фунта, фунтов, фунте, 磅, ポンド, 파운드, pound, pounds
ounce, ounces, oz, unze, unzen, onza, onzas, oncia, onça, onças, унция, унции, унций, 盎司, オンス, 온스
stone, stones
tonne, tonnes, ton, tons, tonnen, tonelada, toneladas, tonnellata, tonnellate, тонна, тонны, тонн, тонне, 吨, 噸, トン, 톤
litre, litres, liter, liters, litro, litros, litri, литр, литра, литров, литре, 升, 公升, リットル, 리터
millilitre, millilitres, milliliter, milliliters, ml, mililitro, mililitros, миллилитр, миллилитров, 毫升, ミリリットル
gallon, gallons, gallone, gallonen, galón, galones, galloni, галлон, галлона, галлонов, галлоне, 加仑, ガロン, 갤런
quart, quarts
pint, pints, pinte, pinta, pintas, пинта, пинты, 品脱, パイント
cup, cups, tasse, tassen, taza, tazas, tasses, tazza, tazze, xícara, xícaras, стакан, стакана, стаканов, 杯, カップ, 컵
tablespoon, tablespoons, tbsp, esslöffel, cucharada, cucharadas
teaspoon, teaspoons, tsp, teelöffel, cucharadita, cucharaditas
celsius, centigrade, цельсий, цельсия, 摄氏, 摄氏度, 摂氏, 섭씨
fahrenheit, фаренгейт, фаренгейта, 华氏, 华氏度, 華氏, 화씨
kelvin, кельвин
bit, bits, бит, бита, битов, 比特, ビット, 비트
byte, bytes, octet, octets, байт, байта, байтов, 字节, バイト, 바이트
kilobyte, kilobytes, kb, килобайт, килобайта, 千字节, キロバイト, 킬로바이트
megabyte, megabytes, mb, мегабайт, мегабайта, 兆字节, メガバイト, 메가바이트
gigabyte, gigabytes, gb, гигабайт, гигабайта, 吉字节, ギガバイト, 기가바이트
terabyte, terabytes, tb, терабайт, терабайта, テラバイト, 테라바이트
megabit, megabits, мегабит
second, seconds, sekunde, sekunden, segundo, segundos, seconde, secondes, secondi, seconden, секунда, секунды, секунд, секунду, 秒, 초
minute, minutes, minuten, minuto, minutos, minuti, minuut, минута, минуты, минут, минуту, 分钟, 分鐘, 분
hour, hours, stunde, stunden, hora, horas, heure, heures, ora, ore, uur, uren, час, часа, часов, 小时, 小時, 時間, 시간, hourly
day, days, tage, tagen, día, días, jour, jours, giorno, giorni, dia, dias, dag, dagen, день, дня, дней, 天, 日
daily, täglich
week, weeks, woche, wochen, semana, semanas, semaine, semaines, settimana, settimane, weken, неделя, недели, недель, неделю, 周, 星期, 週間, 주일, weekly
month, months, monat, monate, monaten, meses, mois, mese, mesi, mês, maand, maanden, месяц, месяца, месяцев, 个月, ヶ月, か月, 개월, monthly
year, years, jahr, jahre, jahren, año, años, ans, année, années, anno, anni, ano, anos, jaar, jaren, год, года, лет, 年, 년, yearly
century, centuries, jahrhundert, jahrhunderte, siglo, siglos, siècle, siècles, secolo, secoli, século, séculos, eeuw, eeuwen, век, века, веков, 世纪, 世紀, 세기
decade, decades, jahrzehnt, década, décadas, décennie
piece, pieces, stück, pieza, piezas, pièce, pezzo, peça, stuk
serving, servings, portion, portions, portionen, porción, porzione, porção, porties
watt, watts, vatio, vatios, ватт, ватта, 瓦, 瓦特, ワット, 와트
kilowatt, kilowatts, kilovatio, kilovatios, киловатт, 千瓦, キロワット
horsepower, hp, pferdestärke, pferdestärken
volt, volts, voltio, voltios, вольт, 伏, 伏特, ボルト
ampere, amperes, amp, amps, amperio, amperios, ампер, 安培, アンペア
joule, joules, джоуль, джоулей, 焦耳, ジュール
calorie, calories, kalorie, kalorien, caloría, calorías, caloria, calorie, calorias, калория, калории, калорий, 卡路里, カロリー, 칼로리
kilocalorie, kilocalories, kcal
pascal, pascals, паскаль
bar, bars
psi
atmosphere, atmospheres
degree, degrees, grad, grados, degrés, gradi, graus, градус, градусов
radian, radians, radiant
dollar, dollars, usd, dólar, dólares, dollaro, dollari, доллар, доллара, долларов, долларе, 美元, 美金, ドル, 달러
euro, euros, eur, евро, 欧元, 歐元, ユーロ, 유로
sterling, gbp, quid, 英镑, 英鎊
yen, jpy, иена, иены, иен, 日元, 日圆, 円, 엔
yuan, rmb, cny, renminbi, юань, юаня, юаней, 人民币, 人民幣, 元, 위안
rupee, rupees, inr, рупия, рупий, 卢比, ルピー, 루피
franc, francs, chf, franken, franco, francos, franchi, франк, франка, франков, 法郎, フラン
peso, pesos, песо, 比索, ペソ
ruble, rubles, rouble, roubles, rubel, rublo, rublos, rubli, рубль, рубля, рублей, рубле, 卢布, ルーブル
won, krw, вон, 韩元, 韓元, ウォン, 원
zloty, złoty, złotych, pln
krona, kronor, krone, kroner, kronen, крона, крон
bitcoin, bitcoins, btc, биткоин, биткоина, 比特币, ビットコイン, 비트코인
cent, cents, centavo, centavos, centime, centimes, centesimo, centesimi, цент, цента, центов, 美分, セント
penny, pence, pennies, пенни, 便士, ペンス
`;

const measures: ReadonlyMap<string, string> = new Map(
  lines(MEASURES).flatMap((words) => words.map((word) => [word, words[0]!] as const)),
);
const russianStems: ReadonlyMap<string, string> = new Map(
  [...measures]
    .filter(([word]) => /^\p{sc=Cyrillic}{4,}$/u.test(word))
    .map(([word, line]) => [stem(word), line]),
);

/** The unit or currency that a lower-case word names, as one name for all its spellings. */
export function measureOf(word: string): string | undefined {
  return (
    measures.get(word) ??
    measures.get(word.replace(/n$/, '')) ??
    (/^\p{sc=Cyrillic}{4,}$/u.test(word) ? russianStems.get(stem(word)) : undefined)
  );
}

/** Without the endings of Russian cases. */
function stem(word: string): string {
  return word.replace(/(?:ами|ями|ах|ях|ам|ям|ов|ев|ей|ом|ем|[аеиуыяйь])$/u, '');
}

/** Those of scripts without blanks, longest first. */
export const unsegmentedMeasures: readonly (readonly [string, string])[] = [...measures]
  .filter(([word]) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word))
  .sort(([a], [b]) => b.length - a.length);

/** What asks for a number of the unit behind it. */
export const howMany = String.raw`how many|how much|wie ?viele?|cuánt[oa]s?|cuant[oa]s?|combien d['’e] ?|combien|quant[ioae]s?|hoeveel|сколько|ile|kaç|多少|几个?|幾個?|何|いくつの|몇`;
