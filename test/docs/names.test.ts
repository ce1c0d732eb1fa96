import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { pages, readPage } from '../support/pages.js';

/** What a page may name: the sources and what stands beside them, as one text. */
const SOURCES = [
  'hooks-server',
  'litellm',
  'config',
  'scripts',
  'test',
  '.env.example',
  'Dockerfile',
  'package.json',
];
const COMPOSE = ['docker-compose.yml', 'docker-compose.production.yml'];
const TEXT = /\.(?:ts|py|ya?ml|json|tpl|sh|conf|example)$|^[\w-]+$/;

function textsOf(path: string): string[] {
  const whole = join(projectRoot, path);
  if (statSync(whole).isFile()) return [readFileSync(whole, 'utf8')];
  return readdirSync(whole, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && TEXT.test(file.name))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
}

const words = new Set([...SOURCES, ...COMPOSE].flatMap(textsOf).flatMap((text) => text.match(/\w+/g) ?? []));

/** What stands in code within the sentences of a page, and the series of its queries. */
function spansOf(file: string): string[] {
  const page = readPage(file);
  const sentences = page.replace(/^```[\s\S]*?^```$/gm, '');
  const queries = [...page.matchAll(/^```promql\n([\s\S]*?)^```$/gm)].map(([, query = '']) => query);
  const series = queries.flatMap((query) => query.match(/\b(?:litellm|hooks)_\w+/g) ?? []);
  return [
    ...[...sentences.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span),
    ...series.map((name) => name.replace(/_(?:bucket|count|sum)$/, '')),
  ];
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

const settings = JSON.parse(
  readFileSync(join(projectRoot, 'config/schemas/hooks.schema.json'), 'utf8'),
) as Schema;

/** Whether there is a setting of that name, such as `cache.semantic.threshold`. */
function isSetting(name: string): boolean {
  let here: Schema | undefined = settings;
  for (const step of name.split('.')) {
    const further: Schema | boolean | undefined = here?.additionalProperties;
    here = here?.properties?.[step] ?? (typeof further === 'object' ? further : undefined);
  }
  return here !== undefined;
}

const sections = Object.keys(settings.properties ?? {}).join('|');
const SETTING = new RegExp(`^(?:${sections})(?:\\.[a-z]\\w*)+$`);
const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const METRIC = /^((?:litellm_(?!hooks\b|settings\b|proxy\b)|hooks_(?!plugin\b))\w+)(?:\{.*\})?$/;
const FILE = /^(?:hooks-server|litellm|config|scripts|test|models|docs)\/[\w./-]*$/;

/** Stands for a variable that ends in it. */
const OTHERS = new Set(['NAME_FILE', 'OTEL_EXPORTER_OTLP_HEADERS']);

/** What a page may not name, each kind by a rule for what stands in code in its sentences. */
const kinds: Readonly<Record<string, (span: string) => boolean>> = {
  setting(span) {
    const name = span.split(':')[0]?.trim() ?? '';
    return SETTING.test(name) && !isSetting(name);
  },
  variable(span) {
    const name = span.split('=')[0] ?? '';
    return VARIABLE.test(name) && !words.has(name) && !OTHERS.has(name);
  },
  metric(span) {
    const [, name] = METRIC.exec(span) ?? [];
    return name !== undefined && !words.has(name);
  },
  file: (span) => FILE.test(span) && !existsSync(join(projectRoot, span)),
};

test.each(Object.entries(kinds))('every %s that a page names exists', (_kind, isUnknown) => {
  const unknown = pages().flatMap((file) =>
    spansOf(file)
      .filter(isUnknown)
      .map((span) => `${file}: ${span}`),
  );
  expect(unknown).toEqual([]);
});

test.each([
  ['setting', 'cache.semantic.treshold', 'cache.semantic.threshold: 0.9'],
  // Put together here: what stands in a source counts as known.
  ['variable', `${['HOOKS', 'NO', 'SUCH'].join('_')}=1`, 'HOOKS_SECRET=x'],
  ['metric', `${['litellm', 'no', 'such'].join('_')}{tenant}`, 'litellm_cache_hit_total{tenant}'],
  ['file', 'docs/11-Nothing.md', 'docs/Cache.md'],
])('a %s that does not exist would be noticed', (kind, unknown, known) => {
  expect([unknown, known].map((span) => kinds[kind]?.(span))).toEqual([true, false]);
});
