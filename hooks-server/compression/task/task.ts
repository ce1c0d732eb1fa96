/** What a request is. Only a look-up has a part that it can do without; of everything else nothing is cut. */
export const TASKS = [
  /** One question about facts that stand somewhere in passages, records or log lines. */
  'lookup',
  /** Counts, sums, extremes, duplicates, "list all", "does it contain": every row matters. */
  'aggregation',
  /** Translating, rewriting, correcting, converting, summarising, extracting, continuing, filling in. */
  'transformation',
  /** Labelling, moderating, ranking, comparing, judging. */
  'classification',
  /** Examples, and a last input to be treated like them. */
  'few_shot',
  /** Code, diffs, queries and configuration. */
  'code',
  /** A mail, a reply, a plan, a story from what is given; advice. */
  'writing',
  /** Several questions at once. */
  'questions',
  /** A question with options to choose from. */
  'choice',
  /** Rules of the user's own that no marker sets apart from the material. */
  'rules',
  /** None of these for certain. */
  'unclear',
] as const;

export type Task = (typeof TASKS)[number];
