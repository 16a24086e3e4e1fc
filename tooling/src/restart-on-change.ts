import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { repositoryRoot } from './config.ts';
import type { PartName } from './system/part-definitions.ts';
import type { System } from './system/start-system.ts';

const SETTLED_MS = 200;
const SCOPE = '@tools-provider/';

const FOLDERS: ReadonlyMap<PartName, string> = new Map([
  ['kurrentdb', 'packages/kurrentdb-emulator'],
  ['mongodb', 'packages/mongodb-emulator'],
  ['api', 'apps/api'],
  ['reconciliator', 'apps/reconciliator'],
]);

/**
 * Restarts a backend part when its sources, or those of a package it is made of, have changed; Next.js watches
 * the console's itself. Returns what ends the watching.
 */
export function restartOnChange(system: System): () => void {
  const watchers = [...FOLDERS]
    .filter(([name]) => system.parts.has(name))
    .flatMap(([name, folder]) => {
      const restart = settled(() => void restartPart(system, name));
      return sourcesOf(folder).map((path) => watchSources(path, restart));
    });
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

async function restartPart(system: System, name: PartName): Promise<void> {
  const part = system.part(name);
  if (part.state !== 'ready' && part.state !== 'waiting' && part.state !== 'stopped') return;
  process.stdout.write(`The sources of the ${name} have changed; restarting it.\n`);
  await part.stop();
  try {
    await part.start();
  } catch (error) {
    // Anything else comes from stopping the whole system meanwhile.
    if (!(error instanceof CannotStart)) return;
    process.stdout.write(`${error.message} It is started again at the next change.\n`);
  }
}

function watchSources(path: string, onChange: () => void): FSWatcher {
  return watch(join(repositoryRoot, path, 'src'), { recursive: true }, (_, file) => {
    if (file === null || (/\.tsx?$/.test(file) && !/\.test\./.test(file))) onChange();
  });
}

/** The folder and those of every workspace package it depends on, however indirectly. */
function sourcesOf(folder: string, seen = new Set<string>()): string[] {
  seen.add(folder);
  const manifest = JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const other = `packages/${name.slice(SCOPE.length)}`;
    if (name.startsWith(SCOPE) && !seen.has(other)) sourcesOf(other, seen);
  }
  return [...seen];
}

/** Calls `work` once after a burst of calls has ended. */
function settled(work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, SETTLED_MS);
  };
}
