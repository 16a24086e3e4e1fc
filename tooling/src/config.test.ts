import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStartConfig, repositoryRoot } from './config.ts';

test('Nothing needs to be set', () => {
  expect(readStartConfig({})).toEqual({
    host: '127.0.0.1',
    dataFolder: join(repositoryRoot, '.data'),
    apiPort: 4000,
    consolePort: 3000,
    reconciliatorPort: 0,
    kurrentdbUrl: undefined,
    mongodbUrl: undefined,
    kurrentdbEmulatorPort: 0,
    mongodbEmulatorPort: 0,
    isOidc: false,
    hasDemoData: true,
  });
});

test('Where an issuer signs people in there is no demo data, since nobody is there to write it', () => {
  expect(readStartConfig({ AUTH_MODE: 'oidc', DEMO_DATA: 'true' })).toMatchObject({
    isOidc: true,
    hasDemoData: false,
  });
});

test('An empty variable counts as not set', () => {
  expect(readStartConfig({ API_PORT: '', KURRENTDB_URL: '' })).toEqual(readStartConfig({}));
});

test('A relative data folder is meant from the root of the repository', () => {
  expect(readStartConfig({ DATA_DIR: 'elsewhere/data' }).dataFolder).toBe(
    join(repositoryRoot, 'elsewhere/data'),
  );
  expect(readStartConfig({ DATA_DIR: '/var/data' }).dataFolder).toBe('/var/data');
});

test.each([
  ['API_PORT', 'eighty', 'API_PORT must be a whole number from 0 to 65535, and is "eighty"'],
  ['CONSOLE_PORT', '70000', 'CONSOLE_PORT must be a whole number from 0 to 65535, and is "70000"'],
  ['RECONCILIATOR_PORT', '1.5', 'RECONCILIATOR_PORT must be a whole number from 0 to 65535, and is "1.5"'],
  ['KURRENTDB_URL', 'http://x', 'KURRENTDB_URL must be an address such as kurrentdb://'],
  ['MONGODB_URL', 'localhost:27017', 'MONGODB_URL must be an address such as mongodb://'],
  ['AUTH_MODE', 'magic', 'AUTH_MODE must be dev or oidc, and is "magic"'],
  ['DEMO_DATA', 'maybe', 'DEMO_DATA must be true or false, and is "maybe"'],
])('A bad %s is refused by a sentence that names it', (name, value, sentence) => {
  expect(() => readStartConfig({ [name]: value })).toThrow(sentence);
});

// Given by start-up, or meant for tests alone.
const NOT_FOR_USERS = ['API_URL', 'API_CRASH_AT', 'RECONCILIATOR_CRASH_AT'];

function exampleAssignments(): [string, string][] {
  const text = readFileSync(join(repositoryRoot, '.env.example'), 'utf8');
  return [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
}

test('The example of an .env file names every variable that a part reads', () => {
  const files = globSync('{apps,packages,tooling}/{*/,}src/config.ts', { cwd: repositoryRoot });
  const read = files.flatMap((file) =>
    [...readFileSync(join(repositoryRoot, file), 'utf8').matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(
      ([, name]) => name,
    ),
  );
  const listed = exampleAssignments().map(([name]) => name);
  expect(files.length).toBeGreaterThan(2);
  expect(read).toEqual(expect.arrayContaining(['API_PORT', 'CONSOLE_PORT', 'RECONCILIATOR_PORT']));
  expect(read.filter((name) => name && ![...listed, ...NOT_FOR_USERS].includes(name))).toEqual([]);
});

test('The example of an .env file sets nothing but the defaults', () => {
  const assignments = exampleAssignments();
  expect(assignments.length).toBeGreaterThan(10);
  expect(readStartConfig(Object.fromEntries(assignments))).toEqual(readStartConfig({}));
});
