/**
 * Questions that name what they ask about by another thing: "X's employer", "the country in which Y was born". Where the
 * answer stands, the words of the question do not.
 */
const NESTED = [
  /\p{Lu}[\p{L}.-]*['’]s (?:\p{Ll}[\p{L}-]* ){1,3}(?:\p{L}+ed|born|built|made|begin|start|live|located|from)\b/u,
  /\bthe (?:\p{Ll}[\p{L}-]* ){1,2}(?:where|that|who|which|whose|(?:in|of|on|from|to) which) (?:\S+ ){0,6}?\p{Lu}/u,
  /\bthe (?:\p{Ll}[\p{L}-]* ){1,2}of the (?:\p{Ll}[\p{L}-]* ){1,3}(?:of|that|where|who|which|in which)\s/u,
  /\p{L}+, (?:in|auf|von|aus|an) (?:dem|der|denen) (?:\S+ ){0,6}?\p{Lu}|(?:el|la) \p{Ll}+ (?:donde|en (?:el|la) que|cuyo|cuya) (?:\S+ ){0,6}?\p{Lu}/u,
  /(?:le|la|du) \p{Ll}+ (?:où|dont|dans lequel|dans laquelle) (?:\S+ ){0,6}?\p{Lu}|(?:o|a|do|da|no|na) \p{Ll}+ (?:onde|em que|cujo|cuja) (?:\S+ ){0,6}?\p{Lu}/u,
  /(?:il|la|del|della|nel|nella) \p{Ll}+ (?:dove|in cui|il cui|la cui) (?:\S+ ){0,6}?\p{Lu}|(?:de|het) \p{Ll}+ (?:waar|waarin|waarvan|wiens) (?:\S+ ){0,6}?\p{Lu}/u,
  /\p{Ll}+, (?:в котор|на котор|из котор|где|чей|чья|чьё)\p{Ll}* (?:\S+ ){0,6}?\p{Lu}/u,
];

/** Whether a question's answer is likely to be found in two steps. */
export const isNested = (question: string): boolean => {
  const asked = question.slice(-LONGEST_QUESTION);
  return NESTED.some((pattern) => pattern.test(asked));
};

/** Longer ones (characters) are looked at from their end. */
const LONGEST_QUESTION = 400;
