/** What a single line looks like, before its neighbours are considered. */

/** At any indentation: fences in lists stand as deep as their item. */
const FENCE = /^\s*(`{3,}|~{3,})/;
const TABLE_RULE_CELL = /^:?-{2,}:?$/;
const LOG =
  /^\s{0,3}(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d[\].,: ]|\[?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} \d\d:\d\d|\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)\b[\]: ]|\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[|Traceback \(most recent call last\)|[\w.]*(?:Error|Exception): )/;
const LOG_CONTINUED = /^(?:\s+\S|Caused by: |\s*at [\w.$<])/;
const LOG_ERROR =
  /\b(?:ERROR|ERR|FATAL|CRITICAL|SEVERE|PANIC|panic:|Exception|Traceback|\w+Error|error:|failed|FAILED)(?!\w)|" 5\d\d /;
const HEADING = /^\s{0,3}#{1,6}\s+\S/;
/** Document headers as retrieval frameworks write them: `Document [3](Title: X) …`, `[3] Title: X`, `Source 2: X`, `<document index="1">`. */
const DOCUMENT =
  /^\s*(?:\[?(?:Document|Doc|Passage|Source|Chunk|Result|Dokument|Quelle|Documento|Fuente|Pasaje|Документ|Источник|Passage|文档|文件|资料|来源|段落)\s*(?:(?:\[#?|#)\s*)?\d+\]?\s*(?:\((?:Title|Titel|Título|标题|Заголовок)\s*[:：][^\n]*?\)(?=\s|$)|\([^()\n]{0,120}\)|[:：.\-–—])?|\[\d{1,3}\]\s*(?:Title\s*:[^\n]*)?|(?:Title|Titel|Título|Titre|Заголовок|标题)\s*[:：][^\n]*)\s*/i;
const TAG = /^\s*<\/?[A-Za-z][\w:.-]*(?:\s[^<>\n]*)?>\s*$/;
const RECORD = /^\s*[{[].*[}\]],?\s*$/;

/** Where the line ends in which `at` stands, its line feed included. */
export function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}

/** The marks that open a fence at the line's start; backticks that are closed in the line are code inside of prose. */
export function looksLikeFence(line: string): string | undefined {
  const match = FENCE.exec(line);
  if (match === null || (line.includes('`', match[0].length) && match[1]?.startsWith('`'))) return undefined;
  return match[1];
}

/** Whether a line closes the fence that these marks have opened. */
export function closesFence(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && trimmed.replaceAll(fence.charAt(0), '') === '';
}

/** Cell by cell: one pattern for the line would try every way to share a run of blanks among its cells. */
export function looksLikeTableRule(line: string): boolean {
  const cells = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|');
  return cells.length > 1 && cells.every((cell) => TABLE_RULE_CELL.test(cell.trim()));
}

export const looksLikeTableRow = (line: string): boolean => line.includes('|') && /\|.*\S/.test(line);
export const looksLikeLog = (line: string): boolean => LOG.test(line.slice(0, 200));
export const continuesLog = (line: string): boolean => LOG_CONTINUED.test(line.slice(0, 200));
export const reportsError = (line: string): boolean => LOG_ERROR.test(line);
export const looksLikeHeading = (line: string): boolean => HEADING.test(line);
export const looksLikeTag = (line: string): boolean => TAG.test(line);
export const looksLikeRecord = (line: string): boolean => RECORD.test(line);

/** Length of the document header at the line's start, 0 when there is none. */
export function documentHeader(line: string): number {
  const head = line.slice(0, 400);
  const match = DOCUMENT.exec(head);
  return match === null || match[0].trim() === '' ? 0 : match[0].length;
}

/**
 * Whether a line is a title by its look alone: short, starting like one, ending without a stop, a comma or a colon,
 * and not a speaker's turn. The caller checks that it opens a paragraph and that text follows.
 */
export function looksLikeBareTitle(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.length > 100) return false;
  return (
    !/[.!?。！？…,;:：]["'”’)\]]*$/u.test(trimmed) && !/^[-*•]\s|^\d+[.)]\s|[:：]\s|^[{[]|[|`]/u.test(trimmed)
  );
}
