import { lines } from './lines.js';

/**
 * Words that place something in time. Words of one line mean the same; two texts whose sets of lines differ ask about
 * different times, phases or frequencies.
 */
const TEMPORAL = `
before, prior, until, till, vor, bevor, antes, avant, prima, до
after, afterwards, following, post, nach, nachdem, después, despues, après, apres, dopo, после
during, während, durante, pendant
used to, use to, formerly, previously, former, ex
becoming
yesterday, yesterdays, gestern, ayer, hier, ieri, вчера, 昨天
today, heute, hoy, oggi, hoje, сегодня, 今天
tonight
tomorrow, tomorrows, tmrw, tmr, morgen, mañana, demain, domani, amanhã, завтра, 明天
last, letzte, letzten, letztes, letzter, pasado, pasada, dernier, dernière
next, upcoming, coming, nächste, nächsten, próximo, próxima, prochain, prochaine
past, ago
future, futuro, zukunft
first, initial, erste
second, zweite
third, dritte
final, finally
previous
ancient
early, earlier
late, later
morning
afternoon
evening
night, nighttime, overnight
noon, midday
midnight
daily, everyday
weekly
monthly
yearly, annual, annually
hourly
quarterly
always
sometimes, occasionally
often, frequently
rarely, seldom
once
twice
january, jan, januar, enero, janvier
february, feb, februar, febrero
march, märz, marzo, mars
april, apr, abril, avril
june, juni, junio, juin
july, jul, juli, julio, juillet
august, aug, agosto, août
september, sep, sept, septiembre
october, oct, oktober, octubre
november, nov, noviembre
december, dec, dezember, diciembre
monday, mondays, mon, montag, lunes, lundi
tuesday, tuesdays, tue, dienstag, martes, mardi
wednesday, wednesdays, wed, mittwoch, miércoles, mercredi
thursday, thursdays, thu, donnerstag, jueves, jeudi
friday, fridays, fri, freitag, viernes, vendredi
saturday, saturdays, sat, samstag, sábado, samedi
sunday, sundays, sun, sonntag, domingo, dimanche
weekend
weekday
spring, frühling, primavera
summer, sommer, verano, été
autumn, fall, herbst, otoño
winter, invierno, hiver
christmas
easter
summertime
wintertime
century
decade
`;

/** Word or two-word phrase -> the name of its line. Ambiguous words are left out or listed once. */
export const temporalWords: ReadonlyMap<string, string> = new Map(
  lines(TEMPORAL).flatMap((words) => words.map((word) => [word, words[0]!] as const)),
);

/** Words that only mean a time when written with a capital or beside one: "May", "March", "second", "fall". */
export const AMBIGUOUS_TEMPORAL_WORDS: ReadonlySet<string> = new Set([
  'march',
  'mars',
  'sun',
  'mon',
  'sat',
  'fall',
  'spring',
  'second',
  'nov',
  'dec',
  'sep',
  'hier',
  'post',
  'prima',
  'ex',
]);

/** Lines that name a time by themselves: days, months, seasons, times of the day. */
export const CLEAR_TEMPORAL_LINES: ReadonlySet<string> = new Set(
  `yesterday today tonight tomorrow morning afternoon evening night noon midnight daily weekly monthly yearly spring summer autumn
  winter monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december`.split(/\s+/),
);

/** Lines that often carry no time ("the following", "for a first step"): one text may have one more of these. */
export const WEAK_TEMPORAL_LINES: ReadonlySet<string> = new Set([
  'after',
  'during',
  'first',
  'second',
  'third',
  'next',
  'past',
  'future',
  'final',
  'last',
  'always',
  'sometimes',
  'often',
  'once',
  'today',
  'early',
  'late',
  'previous',
  'ancient',
  'before',
]);
