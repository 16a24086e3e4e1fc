import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { repositoryRoot } from '../config.ts';
import { checkApi, updateApi } from './check-api.ts';
import type { PublicPackage } from './public-packages.ts';

// Each look at a package is two runs of the compiler.
vi.setConfig({ testTimeout: 60_000 });

const GREETER: PublicPackage = {
  folder: 'greeter',
  entries: [{ module: 'src/index.ts', report: 'greeter', leastExports: 2 }],
};

const FRIENDLY = `
import { ending } from './ending.ts';

/** Says hello to somebody. */
export function greet(name: string) {
  return 'Hello ' + name + ending;
}

/** Greets again and again. */
export class Greeter {
  /** Greets once more. */
  greetAgain(name: string): string {
    return greet(name);
  }
}
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-api-'));
  mkdirSync(join(root, 'greeter', 'src'), { recursive: true });
  write('package.json', JSON.stringify({ name: 'greeter', type: 'module' }));
  const compilerOptions = { types: [] };
  write(
    'tsconfig.json',
    JSON.stringify({ extends: join(repositoryRoot, 'tsconfig.base.json'), compilerOptions }),
  );
  write('src/ending.ts', `/** The end. */\nexport const ending = '!';\n`);
  write('src/index.ts', FRIENDLY);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  writeFileSync(join(root, 'greeter', file), text);
}

async function problems(package_: PublicPackage = GREETER): Promise<readonly string[]> {
  return (await checkApi([package_], root)).problems;
}

test('A changed export is noticed by its name until the report is updated; what nobody sees from outside is not', async () => {
  expect(await updateApi([GREETER], root)).toEqual(['docs/api/greeter.api.md']);
  expect(await checkApi([GREETER], root)).toEqual({ exports: 2, problems: [] });

  write('src/index.ts', FRIENDLY.replace(`'Hello '`, `'Good morning '`));
  write('src/ending.ts', `export const ending = '.';\n`);
  expect(await problems()).toEqual([]);

  write('src/index.ts', FRIENDLY.replace('greet(name: string)', 'greet(name: string, times?: number)'));
  expect(await problems()).toEqual([
    'docs/api/greeter.api.md is not what the package exports (greet): if the change is meant, write it down by `npm run documents`',
  ]);
  expect(await updateApi([GREETER], root)).toEqual(['docs/api/greeter.api.md']);
  expect(await updateApi([GREETER], root)).toEqual([]);
});

test('An inferred type that changes is a change of the signature', async () => {
  await updateApi([GREETER], root);
  write(
    'src/index.ts',
    FRIENDLY.replace(`'Hello ' + name + ending`, `['Hello', name, ending]`).replace(
      'return greet(name);',
      `return '';`,
    ),
  );
  expect(await problems()).toEqual([expect.stringContaining('(greet)')]);
});

test('An export without documentation is named, and so is a method', async () => {
  write('src/index.ts', FRIENDLY.replaceAll(/ *\/\*\*.*\*\/\n/g, ''));
  await updateApi([GREETER], root);
  expect(await problems()).toEqual(
    ['greet', 'Greeter', 'Greeter.greetAgain'].map(
      (name) => `docs/api/greeter.api.md: ${name} has no documentation: say above it what it promises`,
    ),
  );
});

test('A report on hardly anything is a problem, and a package without declarations is an error', async () => {
  const few = { ...GREETER, entries: [{ module: 'src/ending.ts', report: 'ending', leastExports: 2 }] };
  await updateApi([few], root);
  expect(await problems(few)).toEqual([
    'docs/api/ending.api.md: only 1 exports were looked at, where at least 2 were expected',
  ]);
  const gone = { ...GREETER, entries: [{ module: 'src/gone.ts', report: 'gone', leastExports: 1 }] };
  await expect(problems(gone)).rejects.toThrow('No declarations came of');
});
