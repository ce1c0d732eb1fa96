import type { FindingCandidate } from '../finding.js';
import { isKnownDefault, isPlaceholder, shannonEntropy } from './entropy.js';

const KEY_NAME =
  /(?:access|auth|api|client|private|secret|signing|encryption|master|account|service|bot|app)?[ _.-]?(?:secret|token|passw(?:or)?d|passwort|passphrase|kennwort|pass(?=[ "':=]{1,3})|pwd|psw|credentials?|creds|api[ _-]?key|apikey|access[ _-]?key|auth[ _-]?key|private[ _-]?key|secret[ _-]?key|bearer|authorization|contraseña|contrasenya|contrasena|mot de passe|palavra-passe|senha|wachtwoord|lösenord|passord|adgangskode|kodeord|salasana|parol[aăe]?|heslo|hasło|jelszó|şifre(?:m|n|miz|niz|si)?|lozink[aeu]|geslo|parool|slaptažodis|lykilorð|mật khẩu|kata sandi|κωδικός(?: πρόσβασης)?|пароль?|парола|лозинка|密码|密碼|口令|パスワード|暗証番号|비밀번호|암호|كلمة (?:المرور|السر)|رمز عبور|סיסמ[הא]|पासवर्ड|পাসওয়ার্ড|รหัสผ่าน|(?<![A-Za-z])key)(?![a-z])/giu;
/** What may stand between a name and its value: quotes, an assignment, or a few plain words. */
const JOINT =
  /[はが은는이가]?[\w\-[\]]{0,16}["'`\])]{0,2}\s{0,3}(?:(?:=>|:=|=|:|：|->|,|—|–|(?<![a-z])(?:is now|is|was|ist|lautet|war|es|era|est|è|é|jest|to|är|er|on|is het|je|este|e|az|είναι|это|была?|for later|to use|이에요)(?![a-z])|[はが은는이가是为為]{1,2}|ist jetzt|हैः?|คือ|là|adalah|הוא|היא|هي|هو|[:=]\s{0,2}["'`]{0,3}(?:Bearer|Basic|token)\b)\s{0,3}){1,2}["'`(]{0,3}(?:Bearer |Basic |token )?/iy;
const HEADER_VALUE = /[ \t]{0,2}["'`]?(?=[A-Za-z0-9])/y;
const VALUE = /[^\s"'`<>(){},;|\\。、，；」』»”]{6,200}/y;
/** Key names looked at in one text: a flood of them must not buy unlimited work. */
const MAXIMUM_NAMES = 2000;
const TRAILING = /[.,:!?]+$/;
const AFTER_VALUE =
  /["'`]?\s{1,2}(?:as|is)\s(?:the|my|our|an?)\s(?:[a-z]{1,10}\s){0,2}(?:token|key|secret|password|credential)/iy;
const OPAQUE = /(?<![A-Za-z0-9_/+=.-])[A-Za-z0-9_+/=.~-]{20,200}(?![A-Za-z0-9_/+=-])/g;

/** Keys that lock nothing: those of a table, a cache, a store or a list. */
const LOOK_UP_NAME =
  /(?:^|[^a-z]|next|prev(?:ious)?|(?=[A-Z]))(?:primary|foreign|partition|sort|unique|composite|cache|redis|object|row|storage|bucket|lookup|page|pagination|cursor|continuation|idempotency|s3|next|resume|sync|csrf|xsrf|antiforgery|authenticity|request[ _]?verification|dedup(?:lication)?|shard|group|join|routing|hash|map|dict|data|public|pub|publishable|site|widget|translation|i18n|license|licence|product|locali[sz]ation|encrypted|hashed|device|tracking|correlation)[ _.-]?$/i;
/** The attribute by which React tells elements of a list apart. */
const ELEMENT_START =
  /<(?:li|tr|td|th|div|span|option|p|a|g|button|section|article|[A-Z][A-Za-z.]{0,40})(?:\s[^<>]{0,60})?\s$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What makes of a secret's name that of something about it: its digest, its identifier, its length, its expiry. */
const ABOUT_IT =
  /(?:digests?|hash(?:es|ed)?|salt|sha\d*|md5|bcrypt|ids?|identifiers?|names?|types?|counts?|len(?:gth)?|size|limits?|fields?|columns?|polic(?:y|ies)|rules?|expir\w*|ttl|age|url|uri|endpoint|path|file|dir|version|prefix|suffix|regex|pattern|hint|status|state|fingerprint|thumbprint|encoder|manager|provider|reset|changed|updated|created|rotated|ref(?:erence)?|arn|alias|label|index|budget|usage|strength|min\w*|max\w*|format|algorithm|alg|env|var|header|param)["'`\]]{0,2}$/i;
/** The same in plain words before the name: "public key", `encrypted_password`, "fingerprint of the key". */
const HARMLESS_BEFORE =
  /(?:public(?:[ _-]?key)?|publishable|pub|hashed|encrypted|fingerprint of (?:the |my )?|digest of the |foreign|site|salted)[ _-]?$/i;
/** What a digest algorithm leaves of a password. */
const DIGEST_VALUE =
  /^(?:\$(?:2[abxy]|argon2\w{0,2}|[156]|pbkdf2\S*|scrypt|y)\$|pbkdf2[_:]|\{S?SHA|sha(?:1|256|384|512)[:=-]|md5[:$]|(?:[0-9a-f]{2}:){7,}|SHA256:|bcrypt)/i;

/** Whether the name says that the value only tells something of a secret: `password_digest`, `api_key_id`, "public key". */
function isAboutASecret(
  text: string,
  { 0: name, index }: RegExpExecArray,
  start: number,
  candidate: string,
): boolean {
  const rest = text.slice(index + name.length, start);
  const suffix = /^["'`]?([\w[\]-]{0,32})/.exec(rest)?.[1] ?? '';
  if (suffix !== '' && !/^s?$/.test(suffix) && ABOUT_IT.test(suffix)) {
    // Of a service account's file, which is never without the key.
    return !/private_key$/i.test(name);
  }
  const left = text.slice(Math.max(0, index - 40), index);
  return (
    HARMLESS_BEFORE.test(left + (/^[a-z]/i.test(name) ? '' : name.charAt(0))) ||
    HARMLESS_NAME.test(name) ||
    DIGEST_VALUE.test(candidate)
  );
}

const HARMLESS_NAME = /^(?:public|pub|publishable)/i;

/** Whether a name of one word looks things up rather than locks them, by what stands before it or by its value. */
function looksUp(text: string, { 0: name, index }: RegExpExecArray, candidate: string): boolean {
  const [, blank = '', word] = /^([ _.-]?)(keys?|token)$/i.exec(name) ?? [];
  if (word === undefined) return false;
  const left = text.slice(Math.max(0, index - 96), index) + blank;
  if (LOOK_UP_NAME.test(left) || UUID.test(candidate)) return true;
  if (/key/i.test(word) && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(candidate)) return true;
  return /key/i.test(word) && (ELEMENT_START.test(left) || /[\s"']data-$|v-bind:$|\s:$/i.test(left));
}

/**
 * Adds values that a key-like name is assigned to, in code, configuration, headers or plain words. Returns whether all
 * of the text was read: false after a flood of names.
 */
export function assignedSecrets(text: string, found: FindingCandidate[]): boolean {
  KEY_NAME.lastIndex = 0;
  let names = 0;
  let match = KEY_NAME.exec(text);
  for (; match && names < MAXIMUM_NAMES; match = KEY_NAME.exec(text)) {
    names++;
    const password = !/secret|token|key|cred|bearer|authorization/i.test(match[0]);
    const start = valueStart(text, match.index + match[0].length, match[0]);
    if (start === undefined) continue;
    const end = valueEnd(text, start);
    const candidate = text.slice(start, end);
    if (!isSecretValue(candidate, password) || looksUp(text, match, candidate)) continue;
    if (isAboutASecret(text, match, start, candidate)) continue;
    found.push({
      kind: password ? 'generic-password' : 'generic-api-key',
      score: password ? 0.7 : 0.75,
      start,
      end,
      signals: ['assignment', 'entropy'],
    });
    KEY_NAME.lastIndex = end;
  }
  namedAfterwards(text, found);
  return match === null;
}

function valueStart(text: string, from: number, name: string): number | undefined {
  JOINT.lastIndex = from;
  const match = JOINT.exec(text);
  if (match) return from + match[0].length;
  if (!/bearer/i.test(name)) return undefined;
  HEADER_VALUE.lastIndex = from;
  const blank = HEADER_VALUE.exec(text);
  return blank ? from + blank[0].length : undefined;
}

function valueEnd(text: string, start: number): number {
  VALUE.lastIndex = start;
  // The next parameter of a query is none of this one's value.
  const raw = VALUE.exec(text)?.[0].replace(/&[\w[\].-]{1,40}=.*$/, '') ?? '';
  return start + raw.replace(TRAILING, '').length;
}

const REFERENCES =
  /^(?:process|os|env|config|settings|self|this|request|args|vault|secrets|var|local|data|module)[.[]|\(|\)|^\/|^https?:|:\/\/|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** `Optional[str]`, `list[str]`, `Record<…`, `z.string`, `String!`, `[]byte`, `str?`, `SecretStr`: what declares a password. */
const TYPE_ANNOTATION =
  /^\*?(?:[A-Za-z_][\w.]{0,40})?\[[\w., |\]]*$|^[A-Za-z_][\w.]{0,40}[!?]$|^\[\]\w+$|^[A-Za-z]\w{0,30}\.[a-z]\w{0,30}[!?]?$/;

const FILE_PATH = /\/[\w .-]{1,100}\.[a-z]{2,4}\d?$/i;

/**
 * Whether a value looks generated rather than written: digits and letters mixed and much entropy. A password may be
 * shorter but must mix kinds of characters, as every dictionary word fails that. Thresholds: gitleaks' generic rule.
 */
export function isSecretValue(candidate: string, password: boolean): boolean {
  if (candidate.length < (password ? 6 : 16)) return false;
  const digits = /\d/.test(candidate);
  const letters = /[A-Za-z]/.test(candidate);
  const looksGenerated = password
    ? isPassword(candidate, digits, letters)
    : digits && letters && !isIdentifier(candidate) && !FILE_PATH.test(candidate);
  // What costs most comes last: a text may be full of names.
  return (
    looksGenerated &&
    !TYPE_ANNOTATION.test(candidate) &&
    !REFERENCES.test(candidate) &&
    !/^[a-z]+(?:[._-][A-Za-z0-9]+)*$/.test(candidate) &&
    (password || shannonEntropy(candidate) >= (/^[0-9a-f-]+$/i.test(candidate) ? 2.8 : 3.5)) &&
    !isKnownDefault(candidate) &&
    !isPlaceholder(candidate)
  );
}

function isPassword(candidate: string, digits: boolean, letters: boolean): boolean {
  if (!letters) return false;
  const plain = candidate.length < 8 || /[./_-]/.test(candidate);
  if (digits && !(plain && isIdentifier(candidate))) return true;
  return candidate.length >= 8 && /[^A-Za-z0-9._/:-]/.test(candidate);
}

/** `DOC_Vector_5_32`, `XSalsa20.key_length`, `release-2024-10`: words and numbers joined, not random. */
function isIdentifier(candidate: string): boolean {
  const parts = candidate.split(/[._/-]/);
  if (parts.length < 2)
    return /^[A-Za-z]{3,}\d{0,4}$/.test(candidate) && !/[a-z][A-Z]{2}|\d{4}/.test(candidate);
  return parts.every(
    (part) => /^(?:[A-Za-z]{1,24}\d{0,3}|\d{0,4})$/.test(part) && !/[a-z][A-Z][a-z]?[A-Z]/.test(part),
  );
}

/** "is the token", "as our api key". */
const NAMED =
  /\s(?:as|is)\s(?:the|my|our|an?)\s(?:[a-z]{1,10}\s){0,2}(?:token|key|secret|password|credential)/i;

function namedAfterwards(text: string, found: FindingCandidate[]): void {
  if (!NAMED.test(text)) return;
  OPAQUE.lastIndex = 0;
  for (let match = OPAQUE.exec(text); match; match = OPAQUE.exec(text)) {
    const end = match.index + match[0].length;
    AFTER_VALUE.lastIndex = end;
    if (!AFTER_VALUE.test(text) || !isSecretValue(match[0], false)) continue;
    found.push({
      kind: 'generic-api-key',
      score: 0.7,
      start: match.index,
      end,
      signals: ['named', 'entropy'],
    });
  }
}
