import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { importRules } from './import-rules.ts';
import { examinedFolders } from './layers.ts';
import { sourceRules, violatedLines } from './source-rules.ts';

/** One breach of a boundary. */
export interface Violation {
  readonly rule: string;
  /** Path of the module from the root, with the line where it is known. */
  readonly where: string;
  readonly what: string;
}

/** What was found, and how much was looked at. */
export interface BoundaryReport {
  readonly violations: readonly Violation[];
  /** How many modules each rule was applied to. */
  readonly examined: ReadonlyMap<string, number>;
}

/** Applies every rule about imports and about source text to the code under `root`. */
export async function checkBoundaries(root: string, folders: readonly string[]): Promise<BoundaryReport> {
  const result = await cruiseFolders(root, folders);
  const modules = result.modules
    .map((module) => module.source)
    .filter((source) => folders.some((folder) => source.startsWith(`${folder}/`)) && /\.tsx?$/.test(source));
  const examined = new Map<string, number>();
  const violations = importViolations(result);
  for (const { rule } of importRules) examined.set(rule.name, modules.filter(isFrom(rule.from)).length);
  for (const rule of sourceRules) {
    const paths = modules.filter((path) => rule.appliesTo(path));
    examined.set(rule.name, paths.length);
    for (const path of paths) {
      const lines = violatedLines(rule, path, readFileSync(join(root, path), 'utf8'));
      violations.push(
        ...lines.map((line) => ({ rule: rule.name, where: `${path}:${line}`, what: rule.comment })),
      );
    }
  }
  return { violations, examined };
}

/** A rule that looked at too few modules is broken itself: a violation like any other. */
export function rulesThatExaminedTooLittle({ examined }: BoundaryReport): Violation[] {
  const least = new Map([
    ...importRules.map(({ rule, leastModules }) => [rule.name, leastModules] as const),
    ...sourceRules.map((rule) => [rule.name, rule.leastModules] as const),
  ]);
  return [...least]
    .filter(([rule, number]) => (examined.get(rule) ?? 0) < number)
    .map(([rule, number]) => ({
      rule,
      where: examinedFolders.join(', '),
      what: `was applied to ${examined.get(rule) ?? 0} modules, and to fewer than ${number} it means nothing`,
    }));
}

async function cruiseFolders(root: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: importRules.map(({ rule }) => rule) },
      // Types cross boundaries as well as values do.
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: {
        path: String.raw`(^|/)(\.next|fixtures/(boundaries|generated-client)|node_modules/\.cache)/|^packages/[^/]+/dist/`,
      },
    },
    {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  );
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of its result');
  return output;
}

function importViolations(result: ICruiseResult): Violation[] {
  const comments = new Map(importRules.map(({ rule }) => [rule.name, rule.comment ?? '']));
  return result.summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    where: from,
    what: `imports ${cycle?.map((step) => step.name).join(' → ') ?? to}: ${comments.get(rule.name)}`,
  }));
}

function isFrom(from: { path?: string | string[]; pathNot?: string | string[] }): (path: string) => boolean {
  const path = new RegExp([from.path ?? '.'].flat().join('|'));
  const pathNot = from.pathNot === undefined ? undefined : new RegExp([from.pathNot].flat().join('|'));
  return (source) => path.test(source) && !pathNot?.test(source);
}
