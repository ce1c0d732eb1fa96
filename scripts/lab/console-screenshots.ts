import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { runCommand } from '../command-line.js';
import { projectRoot } from '../stack/paths.js';
import { chromiumBinary, launchChromium } from '../../test/support/chromium.js';
import { startDemonstration, type Demonstration } from './console/demonstration.js';

// Makes the pictures of the console that docs/ shows, from an hour of calls through the real service.

const HELP = `
It takes a minute, Chromium (CHROMIUM_BIN, else one on the PATH) and pngquant, which makes the pictures small.

Example:
  npm run -s console:screenshots
`;

const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'] as const;
/** A picture of the README loads with it. */
const MAX_BYTES = 200_000;

const command = new Command('console:screenshots')
  .description('Makes the pictures of the console in docs/images.')
  .option('--to <folder>', 'another folder', join(projectRoot, 'docs/images'))
  .addHelpText('after', HELP)
  .action(async ({ to }: { to: string }) => {
    const binary = chromiumBinary();
    if (binary === undefined)
      throw new Error('There is no Chromium: install one, or name it in CHROMIUM_BIN.');
    mkdirSync(to, { recursive: true });
    const demonstration = await startDemonstration((line) => process.stderr.write(`${line}\n`));
    const browser = await launchChromium(binary);
    try {
      for (const width of WIDTHS)
        for (const scheme of SCHEMES)
          await takePicture(browser, demonstration, {
            width,
            scheme,
            path: join(to, `console-${width}-${scheme}.png`),
          });
    } finally {
      await browser.close();
      await demonstration.stop();
    }
  });

interface Picture {
  readonly width: number;
  readonly scheme: (typeof SCHEMES)[number];
  readonly path: string;
}

async function takePicture(
  browser: Browser,
  { url, secret, callId }: Demonstration,
  { width, scheme, path }: Picture,
) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    deviceScaleFactor: width < 600 ? 1.5 : 1.25,
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${url}/console`);
  await page.getByLabel('Admin secret').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#similarity svg').first().waitFor();
  await page.getByLabel('Call id').fill(callId);
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await page.locator('.steps').waitFor();
  const threshold = page.getByLabel('Threshold', { exact: true });
  await threshold.focus();
  for (let press = 0; press < 8; press += 1) await threshold.press('ArrowLeft');
  await page.evaluate(() => {
    const page = globalThis as unknown as {
      document: { activeElement: { blur(): void } };
      scrollTo(x: number, y: number): void;
    };
    page.document.activeElement.blur();
    page.scrollTo(0, 0);
  });
  await page.screenshot({ path, fullPage: true });
  await context.close();
  execFileSync('pngquant', [
    '--force',
    '--skip-if-larger',
    '--speed',
    '1',
    '--quality',
    '60-95',
    '--output',
    path,
    path,
  ]);
  const { size } = statSync(path);
  process.stdout.write(`${path}: ${Math.round(size / 1_000)} kB\n`);
  if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes, expected at most ${MAX_BYTES}.`);
}

await runCommand(async () => void (await command.parseAsync()));
