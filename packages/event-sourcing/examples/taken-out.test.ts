import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const uuid = join(root, 'packages', 'event-sourcing', 'node_modules', 'uuid');

/** Uses what was taken out, in plain JavaScript: the log is an object with one method. */
const ELSEWHERE = `
import { AggregateRoot, derivedId, EventSourcedMediatorFactory, EventSourcedRepository, evolveBy } from '@tools-provider/event-sourcing';
import { HandlerRegistry } from '@tools-provider/mediator';

const log = [];
const eventStore = {
  append: async (stream, revision, events) => {
    log.push(...events.map(({ type }) => stream.slice(0, 10) + ' ' + type));
    return { revision: revision + events.length };
  },
};
const evolve = evolveBy({ 'bell.rung.v1': (times) => times + 1 });
class Bell extends AggregateRoot {
  constructor(id) { super(evolve, id, 0); }
  ring() { this.raise({ type: 'bell.rung.v1', data: {} }); }
}
const bells = new EventSourcedRepository({ category: 'home', name: 'bell', evolve }, eventStore);
const handlerRegistry = new HandlerRegistry().handle('ring', async (_, context) => {
  const bell = new Bell('0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11');
  bell.ring();
  await bells.add(bell, context);
  return { revision: bell.revision };
});
const mediator = new EventSourcedMediatorFactory({ eventStore, handlerRegistry }).registerEventSourcedType('bell').create();
const commandId = derivedId('0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11', 'first');
const answer = await mediator.execute({ type: 'ring' }, { commandId, actor: { id: 'otto' }, occurredAt: '2026-11-21T10:00:00.000Z' });
console.log(JSON.stringify({ answer, log }));
`;

let elsewhere: string;

beforeAll(async () => {
  elsewhere = mkdtempSync(join(tmpdir(), 'taken-out-'));
  await Promise.all(['mediator', 'event-sourcing'].map(takeOut));
  symlinkSync(uuid, join(elsewhere, 'node_modules', 'uuid'));
  writeFileSync(join(elsewhere, 'ring.mjs'), ELSEWHERE);
}, 120_000);

afterAll(() => rmSync(elsewhere, { recursive: true }));

/** Compiles a package as its README says, into the `node_modules` of somebody else. */
async function takeOut(name: string): Promise<void> {
  const folder = join(elsewhere, 'node_modules', '@tools-provider', name);
  mkdirSync(folder, { recursive: true });
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const config = join(root, 'packages', name, 'tsconfig.dist.json');
  // Types are checked where all types are checked.
  await run(tsc, ['-p', config, '--outDir', join(folder, 'dist'), '--noCheck']);
  const exports = { '.': './dist/index.js', './testing': './dist/testing/index.js' };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: `@tools-provider/${name}`, type: 'module', exports }),
  );
}

it('runs elsewhere with uuid alone, compiled to JavaScript', async () => {
  const { stdout } = await run(process.execPath, ['ring.mjs'], { cwd: elsewhere, timeout: 60_000 });
  expect(JSON.parse(stdout)).toEqual({ answer: { revision: 0 }, log: ['home-bell- bell.rung.v1'] });
});

it('imports nothing but Node.js, the mediator and uuid, and has declarations for all of it', () => {
  const files = globSync('node_modules/@tools-provider/*/dist/**/*.js', { cwd: elsewhere }).filter(
    (file) => !/-contract\.js$|contract-suites\.js$/.test(file),
  );
  const imported = files.flatMap((file) =>
    [
      ...readFileSync(join(elsewhere, file), 'utf8').matchAll(/^(?:import|export) .*from '([^.'][^']*)';$/gm),
    ].map(([, specifier]) => specifier ?? ''),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(new Set(imported.filter((specifier) => !specifier.startsWith('node:')))).toEqual(
    new Set(['@tools-provider/mediator', 'uuid']),
  );
  const declarations = globSync('node_modules/@tools-provider/*/dist/**/*.d.ts', { cwd: elsewhere });
  expect(declarations.length).toBeGreaterThanOrEqual(files.length);
});
