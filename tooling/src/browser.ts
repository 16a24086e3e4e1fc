import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { repositoryRoot } from './config.ts';
import { runProcess } from './run-process.ts';

// The first has no windows and takes a third less of the processor for the same pages.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const INSTALL_TIMEOUT_MS = 600_000;

/** Who hears about an installation, and what ends it early. */
export interface BrowserSearch {
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * The path of a Chromium to test with, or undefined when Playwright has one of its own. One is installed when
 * there is none; a {@link CannotStart} says what to do when that fails too.
 */
export async function findBrowser({ say, signal }: BrowserSearch): Promise<string | undefined> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new CannotStart(`CHROMIUM_PATH is "${chosen}", which is no program: correct it or leave it out.`);
  }
  const present = onPath();
  if (present !== undefined || hasPlaywrightsOwn()) return present;
  say('Installing a browser for the tests (none was found) …');
  if (isDebianRoot()) {
    await runProcess('apt-get', ['update'], { timeoutMs: INSTALL_TIMEOUT_MS, signal });
    for (const name of ['chromium-headless-shell', 'chromium']) {
      const args = ['install', '-y', '--no-install-recommends', name];
      await runProcess('apt-get', args, { timeoutMs: INSTALL_TIMEOUT_MS, signal });
      const installed = onPath();
      if (installed !== undefined) return installed;
    }
  }
  const cli = join(dirname(playwright().resolve('playwright/package.json')), 'cli.js');
  await runProcess(process.execPath, [cli, 'install', 'chromium'], { timeoutMs: INSTALL_TIMEOUT_MS, signal });
  if (hasPlaywrightsOwn()) return undefined;
  throw new CannotStart(
    'There is no browser to test with and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  );
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function hasPlaywrightsOwn(): boolean {
  const { chromium } = playwright()('playwright') as { chromium: { executablePath(): string } };
  return existsSync(chromium.executablePath());
}

function playwright(): NodeJS.Require {
  return createRequire(join(repositoryRoot, 'e2e', 'package.json'));
}

function isDebianRoot(): boolean {
  // Ubuntu's package of that name is a snap, which most containers cannot run.
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID="?debian"?$/m.test(release);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
