/** Things a question names literally: quoted strings, ids, addresses, paths, numbers, dotted or hyphened names. */
const QUOTED =
  /"([^"\n]{2,120})"|“([^”\n]{2,120})”|`([^`\n]{2,120})`|«([^»\n]{2,120})»|「([^」\n]{2,120})」/gu;
const LITERAL =
  /[\p{L}\p{N}_@#/:.+-]*(?:\p{N}|[\p{L}\p{N}][_@#/][\p{L}\p{N}]|\p{Ll}\p{Lu}|[\p{L}\p{N}][.-][\p{L}\p{N}])[\p{L}\p{N}_@#/:.+-]*/gu;
const NAME = /(?<=[\p{L}\p{N},][ ])\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+)+/gu;

const COMPOUND = /^\p{L}?\p{Ll}*(?:-\p{Ll}+)+$/u;

const trimmed = (text: string) => text.replace(/^[.:/+#-]+(?=[\p{L}\p{N}])|[.:,/+-]+$/gu, '');

/** An anchor has at least this many characters. */
const SHORTEST = 3;

/** Found in more places than this, an anchor tells rows apart no longer. */
const MOST_PLACES = 12;

function places(text: string, anchor: string): number {
  let found = 0;
  for (let at = text.indexOf(anchor); at >= 0 && found <= MOST_PLACES; at = text.indexOf(anchor, at + 1))
    found += 1;
  return found;
}

/** What a question names literally and the text holds in a few places; empty when any of it is nowhere or everywhere. */
export function anchorsOf(question: string, text: string): string[] {
  const quoted = [...question.matchAll(QUOTED)].map(
    (match) => match.slice(1).find((group) => group !== undefined) ?? '',
  );
  const literal = (question.replace(QUOTED, ' ').match(LITERAL) ?? [])
    .map(trimmed)
    // A compound of plain words names nothing by itself.
    .filter((word) => !COMPOUND.test(word) || text.includes(word));
  const names = question.match(NAME) ?? [];
  const found = [...new Set([...quoted, ...literal, ...names])].filter((anchor) => anchor.length >= SHORTEST);
  const counted = found.map((anchor) => places(text, anchor));
  return counted.every((count) => count > 0 && count <= MOST_PLACES) ? found : [];
}
