import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, type IConfigFile } from '@microsoft/api-extractor';
import { repositoryRoot } from '../config.ts';
import { type Declarations, emitDeclarations } from './emit-declarations.ts';
import type { PublicEntry, PublicPackage } from './public-packages.ts';

/** What a package's entry exports, as API Extractor writes it down. */
export interface ApiReport {
  readonly entry: PublicEntry;
  /** Markdown: every exported name with its signature, sorted. */
  readonly text: string;
}

/** Reports on every entry of a package; the package's folder is meant from `root`. */
export async function reportsOf(
  { folder, entries }: PublicPackage,
  root: string = repositoryRoot,
  signal?: AbortSignal,
): Promise<readonly ApiReport[]> {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'api-report-')));
  try {
    const packageFolder = join(root, folder);
    const modules = entries.map(({ module }) => module);
    const declarations = await emitDeclarations(packageFolder, modules, temporary, signal);
    const [first, ...others] = entries.map((entry, index) =>
      configOf(entry, declarations, { packageFolder, isMain: index === 0 }),
    );
    if (first === undefined) return [];
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
    });
    return entries.map((entry, index) => ({
      entry,
      text: textOf(index === 0 ? first : (others[index - 1] ?? first), compilerState),
    }));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function textOf(config: ExtractorConfig, compilerState: CompilerState): string {
  mkdirSync(config.reportFolder, { recursive: true });
  const complaints: string[] = [];
  Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === 'error') complaints.push(message.text);
      message.handled = true;
    },
  });
  if (complaints.length > 0) throw new Error(`API Extractor cannot report: ${complaints.join('; ')}`);
  return readFileSync(join(config.reportFolder, `${config.reportConfigs[0]?.fileName}`), 'utf8');
}

function configOf(
  entry: PublicEntry,
  { folder, fileOf }: Declarations,
  { packageFolder, isMain }: { readonly packageFolder: string; readonly isMain: boolean },
) {
  const silent = { logLevel: 'none' as never };
  const configObject: IConfigFile = {
    projectFolder: folder,
    mainEntryPointFilePath: fileOf(entry.module),
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: {
        extends: join(packageFolder, 'tsconfig.json'),
        compilerOptions: { typeRoots: [join(repositoryRoot, 'node_modules', '@types')] },
        include: [],
        files: [fileOf(entry.module)],
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: entry.report,
      reportFolder: join(folder, 'reports'),
      reportTempFolder: join(folder, 'reports-compared'),
      // Types that signatures name belong to the face; those of the main entry are reported there.
      includeForgottenExports: isMain,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    // Types, documentation and links are checked elsewhere: here only the text of the report is wanted.
    messages: {
      compilerMessageReporting: { default: silent },
      extractorMessageReporting: { default: silent },
      tsdocMessageReporting: { default: silent },
    },
  };
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(packageFolder, 'package.json'),
  });
}
