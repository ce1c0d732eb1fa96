/** Shannon entropy of a text in bits per UTF-16 unit: 0 for one repeated unit, about 4.7 for random base62 of 32. */
export function shannonEntropy(text: string): number {
  const counts = new Map<number, number>();
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length);
  return entropy;
}

const PLACEHOLDER =
  /example|sample|(?:wrong|weak|incorrect|invalid|bad)[_-]?pass|dummy|placeholder|changeme|change[_-]me|your[_-]?|redacted|insert[_-]|replace[_-]|fake|dein[_-]|ihr[_-]|votre[_-]|mon[_-]|tu[_-]|seu[_-]|(?:hier|ici|aqui|aquí|qui)$|einsetzen|eintragen|remplacer|reemplaz|sustituir|inserisci|substitu|вставьте|ваш[_-]?|замените|你的|您的|替换|示例|あなたの|ここに|여기에|redigert|\*{3}|abcdef|123456789|qwerty|foobar|lorem|abc123|xyz789|here$|^<|^\$|\$\{|#\{|\{\{|%\(/i;
/** What everybody knows: passwords of fresh installations, of tutorials, and words that stand for one. */
const KNOWN_DEFAULT =
  /^(?:postgres|root|admin|administrator|guest|test(?:ing|user)?|user(?:name)?|pass(?:word)?\d{0,4}|passwd|pwd|secret|default|mysql|redis|rabbitmq|minio(?:admin)?|changeit|letmein|toor|oracle|sa|demo|localhost|vagrant|raspberry|hunter2?|none|null|undefined|true|false|string|str|optional|required|masked|hidden|passwort|kennwort|contraseña|contrasena|clave|motdepasse|mot_de_passe|senha|wachtwoord|parola|heslo|haslo|пароль|密码|密碼|パスワード|비밀번호|geheim)$/i;

/** Whether a value is a password that everybody knows, which protects nothing and is in every tutorial. */
export function isKnownDefault(value: string): boolean {
  return KNOWN_DEFAULT.test(value);
}

const REPEATED = /([A-Za-z0-9*.])\1{4}/;

/** Whether a value only stands for a secret: EXAMPLE, xxxxx, ${VARIABLE}, your-key-here (after gitleaks' stop words). */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || REPEATED.test(value);
}
