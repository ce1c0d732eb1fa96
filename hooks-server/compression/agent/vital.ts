/** What a line says that nobody may lose: failures, exit codes, warnings, in the languages that tools speak. */
const WORDS =
  /(?<![a-z])(?:err(?:or|no)?s?|fail(?:s|ed|ure|ures|ing)?|fatal|[a-z]*exceptions?|traceback|panic(?:ked)?|critical|severe|alert|warn(?:s|ings?)?|denied|refused|rejected|timeout|timed out|not found|no such|cannot|can't|could not|couldn't|unable|invalid|missing|mismatch|undefined|unexpected|unresolved|abort(?:ed|ing)?|killed|terminated|crash(?:ed)?|segfault|segmentation|exit(?:ed|s)?|exit[ _-]?(?:code|status)|return[ _-]?code|status|deprecated|skip(?:ped|s)?|xfail(?:ed)?|xpass(?:ed)?|assert\w*|expected|actual|vulnerab\w*|conflicts?|corrupt\w*|broken|unhealthy|retry\w*|oom)(?![a-z])|[a-z]error\b|[a-z]exception\b/iu;
const OTHER_LANGUAGES =
  /fehler|warnung|fehlgeschlagen|abgebrochen|nicht gefunden|erreur|échec|avertissement|introuvable|fallo|fallid|advertencia|no se pudo|errore|avviso|erro\b|falha|aviso|fout|waarschuwing|ошибк|сбой|предупрежд|не удалось|не найден|错误|失败|警告|异常|エラー|失敗|例外|오류|실패|경고/iu;
/** Frames of stack traces and places in files. */
const PLACES = /^\s*at .+[(:]\d+|^\s*File ".+", line \d+|[\w)\]]\.\w{1,5}:\d+(?::\d+)?(?![\w.])/u;
const SIGNS = /[✗✘✖✕❌⚠×]|^\s*[!>]{1,3}\s|^E\s{2,}/u;

/** Whether a line stays as it is in whatever run it stands. */
export const isVital = (line: string): boolean =>
  WORDS.test(line) || OTHER_LANGUAGES.test(line) || PLACES.test(line) || SIGNS.test(line);

/** Whether a text is or holds a diff. */
export const holdsDiff = (text: string): boolean => DIFF.test(text);
const DIFF = /^(?:diff --(?:git|cc) |@@ -\d|--- \S.*\n\+\+\+ \S|\*\*\* (?:Begin|Update|Add|Delete) )/mu;
