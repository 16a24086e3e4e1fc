import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withInstallLock } from '../bootstrap/install-lock.mjs';
import { isInstalled, rememberInstall, wantedInstall } from '../bootstrap/install-stamp.mjs';
import { projectNode } from '../bootstrap/project-node.mjs';
import { repositoryRoot } from './config.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'apps/api/package.json']) {
    write(file, '{}');
  }
  write(projectNode('.'), '');
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

test('Nothing is installed again while lockfile and manifests are the same', () => {
  expect(isInstalled(root, wantedInstall(root))).toBe(false);
  rememberInstall(root, wantedInstall(root));
  expect(isInstalled(root, wantedInstall(root))).toBe(true);
});

test.each(['pnpm-lock.yaml', 'package.json', 'apps/api/package.json', 'packages/new/package.json'])(
  'A change of %s asks for an install',
  (file) => {
    rememberInstall(root, wantedInstall(root));
    write(file, '{ "changed": true }');
    expect(isInstalled(root, wantedInstall(root))).toBe(false);
  },
);

test("What npm laid down, and a Node that is gone, don't count as installed", () => {
  rememberInstall(root, wantedInstall(root));
  write('node_modules/.package-lock.json', '{}');
  expect(isInstalled(root, wantedInstall(root))).toBe(false);
  rmSync(join(root, 'node_modules/.package-lock.json'));
  rmSync(projectNode(root));
  expect(isInstalled(root, wantedInstall(root))).toBe(false);
});

test('Two copies do not install at once', async () => {
  const steps: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ignore = () => undefined;
  const first = withInstallLock(root, ignore, async () => {
    steps.push('first begins');
    await held;
    steps.push('first ends');
  });
  const second = withInstallLock(root, release, async () => {
    steps.push('second');
  });
  await Promise.all([first, second]);
  expect(steps).toEqual(['first begins', 'first ends', 'second']);
});

test('The lock of a copy that is gone is taken over', async () => {
  const script = `
    import { withInstallLock } from ${JSON.stringify(`${repositoryRoot}tooling/bootstrap/install-lock.mjs`)};
    await withInstallLock(${JSON.stringify(root)}, () => {}, async () => process.kill(process.pid, 'SIGKILL'));`;
  const gone = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  expect(gone.signal).toBe('SIGKILL');
  expect(
    await withInstallLock(
      root,
      () => undefined,
      async () => 'mine',
    ),
  ).toBe('mine');
});

test('The pnpm that installs is the one that runs the scripts', () => {
  const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
  expect(manifest.packageManager).toBe(`pnpm@${manifest.devDependencies.pnpm}`);
});

test('A command that is none is refused by one sentence', () => {
  cpSync(join(repositoryRoot, 'tooling', 'bootstrap.mjs'), join(root, 'tooling', 'bootstrap.mjs'));
  cpSync(join(repositoryRoot, 'tooling', 'bootstrap'), join(root, 'tooling', 'bootstrap'), {
    recursive: true,
  });
  const result = spawnSync(process.execPath, [join(root, 'tooling', 'bootstrap.mjs'), 'dance'], {
    encoding: 'utf8',
  });
  expect(result.status).toBe(1);
  expect(result.stderr).toBe(
    'There is no command "dance": use one of start, dev, test, e2e:full, check, documents, bench, rebuild, verify, soak, race-lab.\n',
  );
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toBe('{}');
});
