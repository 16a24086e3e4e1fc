import type { IRegularForbiddenRuleType } from 'dependency-cruiser';
import { type Layer, layers } from './layers.ts';

/** Tests may reach further than the code that they test: to the embedded stores and their clients. */
const TESTS = String.raw`(\.test\.tsx?$|^(packages|apps|tooling)/[^/]+/(contract|test)/|^packages/[^/]+/src/testing/)`;
const REPOSITORY = '^(apps|packages|tooling|bench|e2e|lab)/';
const EMULATORS = '^packages/(kurrentdb|mongodb)-emulator/';

/** A rule about imports, with the least number of modules that it must have looked at to mean anything. */
export interface ImportRule {
  readonly rule: IRegularForbiddenRuleType & { readonly name: string };
  readonly leastModules: number;
}

/** Every rule about who may import what. */
export const importRules: readonly ImportRule[] = [
  ...layers.map(layerRule),
  ...layers.filter((layer) => layer.mayUse !== undefined).map(packagesRule),
  ...layers.filter((layer) => layer.isPure).map(pureRule),
  {
    rule: forbid(
      'kurrentdb-client',
      'only the KurrentDB adapter, its emulator, benchmarks, experiments and contract tests know the KurrentDB client',
      {
        path: '.',
        pathNot: String.raw`(^packages/kurrentdb(-emulator)?/|^(bench|lab)/|\.contract\.test\.ts$|/contract/)`,
      },
      { path: npm('@kurrent/') },
    ),
    leastModules: 100,
  },
  {
    rule: forbid(
      'mongodb-driver',
      "only the MongoDB adapter, its emulator's tests, benchmarks and experiments know the MongoDB driver",
      {
        path: '.',
        pathNot: String.raw`(^packages/mongodb/|^packages/mongodb-emulator/(contract/|.*\.test\.ts$)|^(bench|lab)/)`,
      },
      { path: npm('mongodb(/|$)') },
    ),
    leastModules: 100,
  },
  {
    rule: forbid(
      'adapters-are-composed',
      "only an app's composition.ts chooses the stores",
      { path: '^apps/', pathNot: `(^apps/[^/]+/src/composition\\.ts$|${TESTS})` },
      { path: '^packages/(kurrentdb|mongodb)/' },
    ),
    leastModules: 20,
  },
  {
    rule: forbid(
      'emulators-are-for-development',
      'only start-up, tests and benchmarks start the embedded stores',
      { path: '^(apps|packages)/', pathNot: `(${EMULATORS}|${TESTS})` },
      { path: EMULATORS },
    ),
    leastModules: 50,
  },
  {
    rule: {
      ...forbid('no-circles', 'modules that need each other are one module', {}, {}),
      to: { circular: true },
    },
    leastModules: 100,
  },
  {
    rule: forbid(
      'resolvable',
      'an import that leads nowhere escapes every other rule',
      {},
      { couldNotResolve: true },
    ),
    leastModules: 100,
  },
];

function layerRule({ folder, mayImport }: Layer): ImportRule {
  const reachable = [folder, ...mayImport].join('|');
  return {
    rule: forbid(
      `layer:${folder}`,
      `${folder} may import ${mayImport.length === 0 ? 'no other part' : mayImport.join(', ')}`,
      { path: `^${folder}/`, pathNot: TESTS },
      { path: `(${REPOSITORY}|^@tools-provider/)`, pathNot: `^(${reachable})/` },
    ),
    leastModules: 3,
  };
}

function packagesRule({ folder, mayUse = [] }: Layer): ImportRule {
  const known = mayUse.map(npm).join('|');
  return {
    rule: forbid(
      `packages:${folder}`,
      `${folder} may use ${mayUse.length === 0 ? 'no npm package' : mayUse.join(', ')}`,
      { path: `^${folder}/`, pathNot: TESTS },
      {
        dependencyTypes: [
          'npm',
          'npm-dev',
          'npm-optional',
          'npm-peer',
          'npm-no-pkg',
          'npm-unknown',
          'unknown',
        ],
        pathNot: [REPOSITORY, '^@tools-provider/', ...(known === '' ? [] : [known])].join('|'),
      },
    ),
    leastModules: 3,
  };
}

function pureRule({ folder }: Layer): ImportRule {
  return {
    rule: forbid(
      `pure:${folder}`,
      `${folder} does no I/O, so it needs none of Node.js's modules`,
      { path: `^${folder}/`, pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    leastModules: 3,
  };
}

function forbid(
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): ImportRule['rule'] {
  return { name, comment, severity: 'error', from, to };
}

/** Matches a package where pnpm put it, and by its bare name where it is not installed. */
function npm(name: string): string {
  return `(^|node_modules/)${name}`;
}
