import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { pages, readPage } from '../support/pages.js';

/** Text of a page without its code, in which a bracket is no link and a hash no heading. */
const withoutCode = (page: string) => page.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '`');

/** The anchors of a page's headings, as GitHub and GitLab make them. */
function anchorsOf(file: string): Set<string> {
  const headings = readPage(file)
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .matchAll(/^#{1,6} (.+)$/gm);
  const anchors = new Set<string>();
  for (const [, heading = ''] of headings) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = text.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    let name = anchor;
    for (let count = 1; anchors.has(name); count++) name = `${anchor}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

/** Why a link of a page leads nowhere; undefined where it leads somewhere, or out of the repository. */
function fault(file: string, target: string): string | undefined {
  if (/^(?:https?|mailto):/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const to = path === '' ? file : normalize(join(dirname(file), path));
  if (!existsSync(join(projectRoot, to))) return `${file}: there is no ${to}`;
  if (anchor === undefined || !to.endsWith('.md') || anchorsOf(to).has(anchor)) return undefined;
  return `${file}: ${to} has no heading #${anchor}`;
}

const faultsOf = (file: string, text: string) =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)/gm)]
    .map(([, inline, reference]) => fault(file, inline ?? reference ?? ''))
    .filter((found) => found !== undefined);

test('every link within the repository leads somewhere, anchors included', () => {
  expect(pages().length).toBeGreaterThan(15);
  expect(pages().flatMap((file) => faultsOf(file, readPage(file)))).toEqual([]);
});

test('a dead link, and a dead anchor, would be noticed', () => {
  const text =
    '[a](Nowhere.md) [b](Cache.md#nothing-of-the-kind) [c](Cache.md#erasing) [d](#overview) `[e](x.md)`';
  expect(faultsOf('docs/00-Overview.md', text)).toEqual([
    'docs/00-Overview.md: there is no docs/Nowhere.md',
    'docs/00-Overview.md: docs/Cache.md has no heading #nothing-of-the-kind',
  ]);
});

test('the overview links every page under docs/', () => {
  const overview = readPage('docs/00-Overview.md');
  const named = pages().filter((file) => file.startsWith('docs/') && file !== 'docs/00-Overview.md');
  expect(named.filter((file) => !overview.includes(`](${file.replace('docs/', '')})`))).toEqual([]);
});

test('no page has what a merge left behind, as it is or as the formatter made it of that', () => {
  const marks = /^(?:\| )?[<>=]{7}(?:\s|$)|^(?:> ){6,}/m;
  expect([...pages(), 'CHANGELOG.md'].filter((page) => marks.test(withoutCode(readPage(page))))).toEqual([]);
  expect(marks.test('| <<<<<<< HEAD |')).toBe(true);
  expect(marks.test('> > > > > > > f12f642 (docs)')).toBe(true);
});
