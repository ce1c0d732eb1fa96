import { lines } from './lines.js';

/** The first phrase of a group stands for the others, so that word-by-word comparison sees them as one. */
const PHRASES = `
capital, capital city; population, number of inhabitants, number of people; login, log in, sign in, log on, sign on;
logout, log out, sign out, log off; register, sign up; configure, set up; remove, get rid of; discover, find out;
search, look for, look up; happen, take place; become, turn into; percent, per cent; website, web site; email, e-mail;
wifi, wi-fi; online, on-line; phone, cell phone, mobile phone, cellular phone; laptop, laptop computer;
computer, personal computer; movie, motion picture; tv, tv set; photo, photo graph; car, motor car;
and, as well as, along with; because of, due to, owing to, on account of; many, a lot of, lots of, plenty of;
why, how come, for what reason, what for; when, at what time, what time, in which year, in what year, what year;
where, in which place, at what place, what place; to, in order to, so as to; despite, in spite of;
advantages and disadvantages, pros and cons, benefits and drawbacks; lose weight, reduce weight, shed weight;
about, with regard to, with respect to, in terms of, concerning, regarding; while, at the same time;
usa, the states; bathroom, rest room; backup, back up; shutdown, shut down; startup, start up; lifespan, life span;
database, data base; username, user name; filename, file name; timezone, time zone; workout, work out;
before, prior to, ahead of; after, subsequent to; during, in the course of; without, in the absence of;
abroad, in foreign countries, in other countries, overseas; nearby, close by; everyday, every day, each day;
yearly, every year, each year, per year, per annum, a year; monthly, every month, each month, per month, a month;
weekly, every week, each week, per week, a week; daily, per day, a day;
enough, sufficiently; immediately, right away, at once, straight away; need to, have to, has to, must, have got to;
should, ought to, am i supposed to; able to, capable of; kinds of, types of, sorts of, varieties of
`;

const canonical: ReadonlyMap<string, string> = new Map(
  lines(PHRASES).flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)),
);
const LONGEST_FIRST = [...canonical.keys()].sort((a, b) => b.length - a.length);
const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${LONGEST_FIRST.join('|')})(?![\\p{L}\\p{N}-])(?! ago\\b)`,
  'giu',
);

/** Replaces each phrase of the lexicon by the one that stands for its group. */
export function foldSynonymPhrases(text: string): string {
  return text.replace(PATTERN, (phrase) => canonical.get(phrase.toLowerCase()) ?? phrase);
}
