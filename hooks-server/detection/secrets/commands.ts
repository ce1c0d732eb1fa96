import type { FindingCandidate } from '../finding.js';
import { createLiteralFinder } from '../literals.js';
import { isSecretValue } from './assigned.js';
import { isKnownDefault, isPlaceholder } from './entropy.js';

/** A password that stands where a program's grammar puts it. */
interface CommandRule {
  readonly kind: string;
  /** One of these must stand in the text: a cheap look before the pattern runs. */
  readonly literals: readonly string[];
  /** And this must match somewhere, where the literals stand in every other text. */
  readonly sign?: RegExp;
  /** The first of its groups that matched is the value. */
  readonly pattern: RegExp;
  /** What must stand before the match on its line: the program whose option it is. */
  readonly program?: RegExp;
  /** Whether a value is one; by default, when it looks like a password. */
  readonly isValid: (value: string) => boolean;
}

type Options = Partial<Pick<CommandRule, 'program' | 'isValid' | 'sign'>> & { readonly flags?: string };

const rule = (
  kind: string,
  literals: string,
  source: string,
  { flags = 'gi', ...options }: Options = {},
): CommandRule => ({
  kind,
  literals: literals.split('|'),
  pattern: new RegExp(source, flags),
  isValid: (value) => isSecretValue(value, true),
  ...options,
});

const QUOTE = '["\'`]?';
/** A value up to a blank, a quote or a bracket. */
const VALUE = '([^\\s"\'`<>|;]{4,128})';
/** Where the grammar leaves no doubt, all but a single small word will do. */
const isGiven = (text: string) => (/[^a-z]/.test(text) || text.length >= 10) && !/^-|\\n$/.test(text);
const option = (literals: string, flag: string, program: string) =>
  rule('command-password', literals, `\\s${flag}${QUOTE}${VALUE}`, {
    program: new RegExp(`(?:^|[^\\w-])(?:${program})(?![\\w])`, 'i'),
    isValid: isGiven,
    flags: 'g',
  });

const commandOptions: readonly CommandRule[] = [
  option(
    'curl|wget|http|lftp|svn|ftp',
    `(?:-[uU]|--user|--proxy-user)[ =]?${QUOTE}[\\w.@+-]{1,64}[:,]`,
    'curl|wget|https?|xh|lftp|ftp|restic|ab',
  ),
  option('smbclient|rpcclient', '(?:-U|--user)[ =]?[\\w.@+/\\\\-]{1,64}%', 'smbclient|rpcclient|smbmap'),
  option('mysql|mariadb', '-p(?=\\S)', 'mysql\\w{0,12}|mariadb[\\w-]{0,12}'),
  option('sshpass', '-p ?', 'sshpass'),
  option('redis-cli|valkey-cli', '(?:-a|--pass) ', '(?:redis|valkey)-cli'),
  option('ldap', '-w ?', 'ldap(?:search|modify|add|delete|whoami|passwd)'),
  option('plink|pscp|psftp|putty', '-pw ', 'plink|pscp|psftp|putty'),
  option('rdp', '/p:', '[wx]freerdp|rdesktop'),
  option('sqlcmd|osql|bcp', '-P ?', 'sqlcmd|osql|bcp'),
  option(
    'login|mongo|keytool',
    '(?:-p|-storepass|-keypass) ',
    '(?:docker|podman|helm registry|oc|az|skopeo|crane) login|mongo(?:sh|dump|restore|export|import)?|keytool',
  ),
  option('7z|rar', '-p(?=\\S)', '7z[ar]?|(?:un)?rar'),
  option('zip', '-P ', '(?:un)?zip'),
  option('net use|NET USE', '/user:\\S{1,64}\\s', 'net use'),
  option('htpasswd', '-[a-z]{0,6}b[a-z]{0,6} \\S{1,100} \\S{1,64} ', 'htpasswd'),
  option('openssl|keytool', '-?pass(?:in|out)?\\s+pass:', 'openssl'),
];

const certain: Options = { isValid: isGiven };

/** Statements, files and sentences with a place for a password. */
const statements: readonly CommandRule[] = [
  rule(
    'command-password',
    '--',
    `\\s--(?:[a-z]{1,16}[-_]){0,2}(?:password|passwd|passphrase|token|secret|api-?key|access-?key|secret-?key)[ =]${QUOTE}([^\\s"'\`<>|;-][^\\s"'\`<>|;]{5,200})`,
  ),
  rule(
    'command-password',
    'echo ',
    `\\becho ${QUOTE}(?:[\\w.-]{1,32}:)?([^\\s"'|:]{4,64})${QUOTE} ?\\| ?(?:sudo )?(?:chpasswd|sudo -S|passwd --stdin)`,
    certain,
  ),
  rule(
    'sql-password',
    'identified|IDENTIFIED|Identified',
    `\\bidentified\\s{1,4}(?:with\\s{1,4}["'\`]?\\w{1,40}["'\`]?\\s{1,4})?(?:by|as)\\s{1,4}(?:password\\s{1,4})?["'\`]([^"'\`\\n]{4,128})["'\`]`,
    certain,
  ),
  rule(
    'sql-password',
    'assword |ASSWORD |ASSWORD(|assword(',
    `\\bpassword\\s{0,3}(?:=\\s{0,3})?(?:for\\s\\S{1,60}\\s{0,2}=\\s{0,2})?(?:password\\s{0,2}\\(\\s{0,2})?N?'([^'\\n]{4,128})'`,
    {
      ...certain,
      program: /\b(?:create|alter|set|with|grant)\s/i,
    },
  ),
  rule('netrc-password', 'login ', `\\blogin\\s{1,8}\\S{1,64}\\s{1,8}password\\s{1,8}${VALUE}`, certain),
  rule(
    'pgpass-password',
    ':',
    '(?<![^\\n])[\\w.*-]{1,100}:(?:\\d{4,5}|\\*):[\\w*.-]{1,64}:[\\w*.-]{1,64}:([^\\s:]{4,128})(?![^\\n])',
    { sign: /:(?:\d{4,5}|\*):/ },
  ),
  rule(
    'command-password',
    'ecureString|ecurestring',
    `ConvertTo-SecureString\\s{1,4}(?:-String\\s{1,4}|-AsPlainText\\s{1,4}|-Force\\s{1,4}){0,3}["']([^"'\\n]{4,128})["']`,
    certain,
  ),
  rule(
    'command-password',
    'etworkCredential',
    `NetworkCredential\\(\\s{0,2}["'][^"'\\n]{1,64}["']\\s{0,2},\\s{0,2}["']([^"'\\n]{4,128})["']`,
    certain,
  ),
  rule(
    'markup-password',
    'value=|value =',
    `(?<!<input[^<>]{0,60})(?:key|name|id)\\s{0,2}=\\s{0,2}["'][\\w.:-]{0,40}(?:password|passwd|pwd|secret|token|api_?key)["']\\s{1,4}value\\s{0,2}=\\s{0,2}["']([^"'\\n]{4,200})["']`,
  ),
  rule(
    'markup-password',
    '</',
    `<[\\w:-]{0,30}(?:password|passwd|pwd|secret|token|api-?key)>\\s{0,4}([^<>\\s]{4,200})\\s{0,4}</`,
  ),
  rule(
    'login-password',
    '/||',
    `(?<![a-z])(?:log-?in|user(?:name)?|account|credentials?|creds|anmeldung|zugangsdaten|benutzer(?:name)?|usuario|utilisateur|identifiants?|логин|用户名|账号)\\s{0,2}(?:is|are|:|=|：)\\s{0,2}${QUOTE}[\\w.@+-]{2,64}${QUOTE}\\s{0,2}[/|]\\s{0,2}${QUOTE}(?:pass(?:word|wd)?\\s{0,2}[:=]\\s{0,2})?${VALUE}`,
  ),
  rule(
    'login-password',
    'ogin|cred|Cred|dentifiant|ugangsdaten',
    `(?<![a-z])(?:credentials?|creds|log-?in|identifiants?|zugangsdaten)\\s{0,2}(?:is|are|:|=|：)\\s{0,2}${QUOTE}[\\w.@+-]{2,64}:(?!//)${VALUE}`,
  ),
  rule(
    'session-cookie',
    'ookie',
    `(?<![\\w-])(?:[\\w.-]{0,24}sess(?:ion)?[_-]?(?:id|token|key)?|[\\w.-]{0,16}sid|auth[\\w-]{0,16}|access_token|refresh_token|remember[\\w-]{0,20}|jwt|\\.AspNetCore[\\w.]{0,30}|\\.ASPXAUTH|li_at|xs)=([A-Za-z0-9%._~+/=:|-]{16,1000})`,
    { isValid: (text) => /\d/.test(text) && /[A-Za-z]/.test(text), program: /cookie/i },
  ),
  rule('docker-auth', '"auth"', `"auth"\\s{0,3}:\\s{0,3}"([A-Za-z0-9+/]{12,400}={0,2})"`, {
    isValid: (text) => /^[\w.@+-]{1,64}:[^:]{4,}$/.test(Buffer.from(text, 'base64').toString('latin1')),
  }),
  rule('azure-sas-signature', 'sig=', `[?&]sig=([A-Za-z0-9%+/_-]{40,100}(?:={1,2}|%3D){0,2})`, certain),
  rule(
    'pin',
    'PIN|Pin|pin',
    // In capitals it needs no more; in small letters it is a connector's too.
    `(?<![A-Za-z])(?:PIN|[Pp]in(?=[ -](?:code|number|is)|\\s?[:=]))(?:[ -]?(?:code|number|nummer|no\\.?))?(?:\\s(?:for|of)\\s(?:the|my)\\s\\w{1,12})?(?:\\s(?:is|ist|est|es|lautet))?\\s{0,2}[:=]?\\s{0,2}(\\d{4,8})(?![\\w:-]|\\.\\d)`,
    {
      isValid: (text) => !/^(?:19|20)\d\d$/.test(text),
      flags: 'g',
    },
  ),
];

const commandRules = [...commandOptions, ...statements];

const literalsIn = createLiteralFinder(commandRules.flatMap(({ literals }) => literals));

export const commandKinds = commandRules.map(({ kind }) => kind);

/** Adds passwords that a program's grammar shows. Every pattern is bounded and begins with a literal or a blank. */
export function commandSecrets(text: string, found: FindingCandidate[]): void {
  const present = literalsIn(text);
  for (const item of commandRules) {
    if (item.literals.some((literal) => present.has(literal)) && item.sign?.test(text) !== false)
      apply(text, item, found);
  }
}

const PROGRAM_REACH = 240;

function apply(
  text: string,
  { kind, pattern, program, isValid }: CommandRule,
  found: FindingCandidate[],
): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const group = match.slice(1).find((part) => part !== undefined) ?? '';
    const secret = group.replace(/[,.)\]]+$/, '');
    if (isPlaceholder(secret) || isKnownDefault(secret) || /^[$%{[(*]/.test(secret) || !isValid(secret))
      continue;
    const start = match.index + match[0].lastIndexOf(group);
    if (program && !program.test(lineBefore(text, match.index))) continue;
    found.push({ kind, score: 0.75, start, end: start + secret.length, signals: [`grammar:${kind}`] });
  }
}

/** What stands before `index` on its line; a line that ends with a backslash goes on. */
function lineBefore(text: string, index: number): string {
  const left = text.slice(Math.max(0, index - PROGRAM_REACH), index + 1);
  const cut = left.search(/(?<!\\)\n(?!.*(?<!\\)\n)/s);
  return cut < 0 ? left : left.slice(cut + 1);
}
