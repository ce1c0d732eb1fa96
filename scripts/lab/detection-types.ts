import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { personalDataKinds, secretKinds } from '../../hooks-server/detection/kinds.js';

/** docs/Detection-Types.md as it should be: every type, its country, check and guard against false alarms. */
export function detectionTypes(): Promise<string> {
  const rows = personalDataKinds().map(
    ({ kind, country, check, guard }) => `| \`${kind}\` | ${country} | ${check} | ${guard} |`,
  );
  const text = `# Types of personal data and secrets

Made from the rules by \`npm run -s docs:detection-types\`, and held to them by a test. How they are used: [Detection](Detection.md).

A keyword is the number's own name in English and in its country's language (also in \`snake_case\` and \`camelCase\`, without
accents too), within 64 UTF-16 units before the value or 24 after it. Checks are those of the issuing offices.

## Personal data

| kind | country | check | guard against false alarms |
| --- | --- | --- | --- |
${rows.join('\n')}

## Secrets

A key of a known format must have its entropy and be no placeholder in any of the languages the rules know; a value beside a
name must look generated, and not be a digest, an identifier, a public key, a type or a default that everybody knows.

${secretKinds()
  .map((kind) => `\`${kind}\``)
  .join(', ')}
`;
  return format(text, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync('docs/Detection-Types.md', await detectionTypes());
  console.log('Wrote docs/Detection-Types.md.');
}
