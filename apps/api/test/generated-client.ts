import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '@hey-api/openapi-ts';

const PROGRAM = fileURLToPath(new URL('../fixtures/generated-client', import.meta.url));
const COMPILER = join(
  createRequire(import.meta.url).resolve('@typescript/native/package.json'),
  '../bin/tsc',
);

/** What the program beside the generated client answers. */
export interface ReadByClient {
  readonly group: { readonly name: string; readonly revision: number; readonly selectors: readonly object[] };
  readonly etag: string | null;
  readonly refusal: { readonly code: string };
}

/** The program of `fixtures/generated-client`, compiled with a client that was generated from a document; rejects with the compiler's words. */
export interface GeneratedClient {
  createAndRead(baseUrl: string, token: string): Promise<ReadByClient>;
  remove(): Promise<void>;
}

/** Generates a client from a document and compiles, with all checks of types, a program that uses it. */
export async function generateClient(document: object): Promise<GeneratedClient> {
  const folder = await mkdtemp(join(tmpdir(), 'generated-client-'));
  await cp(PROGRAM, folder, { recursive: true });
  const input = join(folder, 'openapi.json');
  await writeFile(input, JSON.stringify(document));
  await createClient({
    input,
    output: { path: join(folder, 'client'), clean: false },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent', file: false },
  });
  await promisify(execFile)(process.execPath, [COMPILER, '-p', folder]).catch(({ stdout }) => {
    throw new Error(`The program does not go with the client:\n${stdout}`);
  });
  const program = await import(pathToFileURL(join(folder, 'dist', 'create-and-read.js')).href);
  return {
    createAndRead: program.createAndRead,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
