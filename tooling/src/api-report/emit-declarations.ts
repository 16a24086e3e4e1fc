import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../config.ts';
import { runProcess } from '../run-process.ts';

const TSC = join(repositoryRoot, 'node_modules', '.bin', 'tsc');
const TIMEOUT_MS = 120_000;

/** Where the declarations of a package are. */
export interface Declarations {
  /** A folder in which imports lead where they lead in the package's own. */
  readonly folder: string;
  /** The declarations of a module, by the module's path from the package's folder. */
  fileOf(module: string): string;
}

/**
 * Writes the declarations of some modules of a package, and of what they need, into an empty folder. Type errors are not its business;
 * modules without declarations are.
 */
export async function emitDeclarations(
  packageFolder: string,
  modules: readonly string[],
  folder: string,
  signal?: AbortSignal,
): Promise<Declarations> {
  const fileOf = (module: string) => join(folder, module.replace(/\.ts$/, '.d.ts'));
  const config = join(folder, 'tsconfig.emit.json');
  writeFileSync(config, JSON.stringify(emitConfig(packageFolder, modules, folder)));
  symlinkSync(join(packageFolder, 'node_modules'), join(folder, 'node_modules'));
  const { output } = await runProcess(TSC, ['-p', config], { timeoutMs: TIMEOUT_MS, signal });
  const missing = modules.find((module) => !existsSync(fileOf(module)));
  if (missing !== undefined)
    throw new Error(`No declarations came of ${packageFolder}/${missing}:\n${output}`);
  return { folder, fileOf };
}

function emitConfig(packageFolder: string, modules: readonly string[], outDir: string): object {
  return {
    extends: join(packageFolder, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: packageFolder,
      outDir,
      typeRoots: [join(repositoryRoot, 'node_modules', '@types')],
    },
    include: [],
    files: modules.map((module) => join(packageFolder, module)),
  };
}
