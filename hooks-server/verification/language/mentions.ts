const WORD = String.raw`["“„«»'‘]?(?<word>[\p{L}\p{M}’'-]+)["”“«»'’]?`;
const END = String.raw`\s*[?.!]*\s*$`;

/**
 * Ways to ask about a word itself, in lower case: how it is spelled, said or built, and what it means. The word is named
 * `word`.
 */
export const mentions: readonly RegExp[] = [
  String.raw`\b(?:meaning|definition|spelling|pronunciation|synonyms?|antonyms?|opposite|etymology|plural|past tense|abbreviation)s? (?:of|for) (?:the (?:word|term) )?${WORD}${END}`,
  String.raw`\b(?:spell|define|pronounce|conjugate) (?:the (?:word|term|verb) )?${WORD}${END}`,
  String.raw`\bwhat (?:does|do|is) (?:the (?:word|term) )?${WORD} (?:mean|signify|stand for)`,
  String.raw`\bhow (?:is|do (?:you|i) (?:say|spell|write)) (?:the (?:word|term) )?${WORD}(?: (?:spelled|spelt|pronounced|written))?${END}`,
  String.raw`(?:was|wie) (?:bedeutet|heißt|schreibt man|spricht man) (?:das wort )?${WORD}`,
  String.raw`(?:bedeutung|definition|synonym|plural|gegenteil) (?:von|des wortes) ${WORD}${END}`,
  String.raw`(?:qué|que) (?:significa|quiere decir) (?:la palabra )?${WORD}${END}`,
  String.raw`(?:significado|definición|sinónimo|plural) de ${WORD}${END}`,
  String.raw`(?:que|qu['’]est-ce que) (?:signifie|veut dire) (?:le mot )?${WORD}`,
  String.raw`(?:signification|définition|synonyme|pluriel) (?:de |d['’])${WORD}${END}`,
  String.raw`(?:cosa|che cosa) (?:significa|vuol dire) ${WORD}${END}`,
  String.raw`o que (?:significa|quer dizer) ${WORD}${END}`,
  String.raw`wat betekent ${WORD}${END}`,
  String.raw`co (?:znaczy|oznacza) ${WORD}${END}`,
  String.raw`${WORD} ne demek`,
  String.raw`что (?:значит|означает) (?:слово )?${WORD}${END}`,
  String.raw`ما معنى (?:كلمة )?${WORD}`,
  String.raw`${WORD} का (?:अर्थ|मतलब)`,
].map((source) => new RegExp(source, 'u'));
