import { execFile } from 'node:child_process';
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

// Packages are packed and installed, and compilers and test runners run.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What a product writes that fulfils a port of the framework. */
const ADAPTER_TEST = `
import { eventStoreContract } from '@tools-provider/event-sourcing/contract-suites';
import { InMemoryEventStore } from '@tools-provider/event-sourcing/testing';

eventStoreContract('the log of the product', async () => ({ store: new InMemoryEventStore(), close: async () => {} }));
`;

let product: string;

beforeAll(async () => {
  product = newProduct({ uuid: `file:${installed('uuid')}` });
  await takeOut('event-sourcing', product);
});

afterAll(() => rmSync(product, { recursive: true }));

/** The folder of somebody's product. What is on this machine already is not fetched from a registry. */
function newProduct(dependencies: Record<string, string>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'taken-out-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', dependencies }));
  return folder;
}

/** Runs the lines that a package's README gives for taking it out. */
async function takeOut(name: string, folder: string): Promise<void> {
  const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  const [, lines = ''] = /^## Take it out\n.*?^```sh\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(lines.trim().split('\n')).toHaveLength(2);
  const offline = { npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
  const env = { ...process.env, ...offline, PRODUCT: folder };
  await run('sh', ['-e', '-c', lines], { cwd: root, env }).catch(({ stdout, stderr }) => {
    throw new Error(`The README of ${name} cannot be followed: ${stdout}${stderr}`);
  });
}

/** Where a package is that the framework uses here. */
function installed(name: string): string {
  return realpathSync(join(root, 'packages', 'event-sourcing', 'node_modules', name));
}

function copyExample(path: string, folder: string): void {
  copyFileSync(join(root, 'packages', path), join(folder, path.slice(path.lastIndexOf('/') + 1)));
}

async function printed(script: string, folder: string): Promise<string> {
  return (await run(process.execPath, [script], { cwd: folder })).stdout;
}

it('runs elsewhere with uuid alone, compiled to JavaScript', async () => {
  for (const example of ['getting-started.ts', 'getting-started-run.ts']) {
    copyExample(`event-sourcing/examples/${example}`, product);
  }
  expect(await printed('getting-started-run.ts', product)).toBe(
    readFileSync(new URL('getting-started.txt', import.meta.url), 'utf8'),
  );
  expect(globSync('node_modules/{*,@*/*}', { cwd: product }).sort()).toEqual([
    'node_modules/@tools-provider',
    'node_modules/@tools-provider/event-sourcing',
    'node_modules/@tools-provider/mediator',
    'node_modules/uuid',
  ]);
});

it('has types that a strict compiler takes, its own declarations included', async () => {
  copyExample('event-sourcing/examples/getting-started.ts', product);
  const compilerOptions = {
    module: 'nodenext',
    target: 'esnext',
    lib: ['esnext'],
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  };
  const project = { compilerOptions, include: ['getting-started.ts', 'wrong.ts'] };
  writeFileSync(join(product, 'tsconfig.json'), JSON.stringify(project));
  const compile = () => run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.'], { cwd: product });
  await compile();
  writeFileSync(
    join(product, 'wrong.ts'),
    `import { retryOnConflict } from '@tools-provider/event-sourcing';\nexport const times: number = retryOnConflict;\n`,
  );
  await expect(compile()).rejects.toMatchObject({
    stdout: expect.stringMatching(/^wrong\.ts\S+ error TS2322/),
  });
});

it('brings contract suites, which run where vitest is', async () => {
  mkdirSync(join(product, 'test'));
  writeFileSync(join(product, 'test', 'log.test.js'), ADAPTER_TEST);
  symlinkSync(installed('vitest'), join(product, 'node_modules', 'vitest'));
  const vitest = join(product, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=json', '--outputFile=report.json'];
  await run(process.execPath, args, { cwd: product });
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(join(product, 'report.json'), 'utf8'));
  expect(numPassedTests).toBe(numTotalTests);
  expect(numTotalTests).toBeGreaterThan(5);
  unlinkSync(join(product, 'node_modules', 'vitest'));
});

it('imports nothing but Node.js, the mediator and uuid, and has declarations for all of it', () => {
  const files = globSync('node_modules/@tools-provider/*/dist/**/*.js', { cwd: product }).filter(
    (file) => !/-contract\.js$|contract-suites\.js$/.test(file),
  );
  const imported = files.flatMap((file) =>
    [
      ...readFileSync(join(product, file), 'utf8').matchAll(/^(?:import|export) .*from '([^.'][^']*)';$/gm),
    ].map(([, specifier]) => specifier ?? ''),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(new Set(imported.filter((specifier) => !specifier.startsWith('node:')))).toEqual(
    new Set(['@tools-provider/mediator', 'uuid']),
  );
  const declarations = globSync('node_modules/@tools-provider/*/dist/**/*.d.ts', { cwd: product });
  expect(declarations.length).toBeGreaterThanOrEqual(files.length);
});

it('has a mediator that can be taken out alone, and needs nothing', async () => {
  const other = newProduct({});
  try {
    await takeOut('mediator', other);
    copyExample('mediator/examples/greeting.ts', other);
    expect(await printed('greeting.ts', other)).toBe('Hello Ada\ntold: Ada\n');
    expect(globSync('node_modules/{*,@*/*}', { cwd: other }).sort()).toEqual([
      'node_modules/@tools-provider',
      'node_modules/@tools-provider/mediator',
    ]);
  } finally {
    rmSync(other, { recursive: true });
  }
});
