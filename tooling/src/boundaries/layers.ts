/** What one folder of the repository may import, its tests aside. */
export interface Layer {
  readonly folder: string;
  /** Other folders of the repository. */
  readonly mayImport: readonly string[];
  /** npm packages, where the layer is limited to some; undefined where its package.json decides. */
  readonly mayUse?: readonly string[];
  /** Node.js's own modules are out of bounds: the layer does no I/O. */
  readonly isPure?: boolean;
}

const DOMAIN_AND_BELOW = ['packages/domain', 'packages/event-sourcing', 'packages/mediator'];

/** The layers of the architecture: an import that is not listed here is a violation. */
export const layers: readonly Layer[] = [
  { folder: 'packages/mediator', mayImport: [], mayUse: [] },
  // Its contract suites use vitest: they are tests of others, in src/testing.
  { folder: 'packages/event-sourcing', mayImport: ['packages/mediator'], mayUse: ['uuid'] },
  {
    folder: 'packages/domain',
    mayImport: ['packages/event-sourcing', 'packages/mediator'],
    mayUse: ['re2js'],
    isPure: true,
  },
  { folder: 'packages/application', mayImport: DOMAIN_AND_BELOW, mayUse: [] },
  { folder: 'packages/read-model', mayImport: DOMAIN_AND_BELOW, mayUse: [], isPure: true },
  { folder: 'packages/contracts', mayImport: [], mayUse: ['zod'], isPure: true },
  { folder: 'packages/kurrentdb', mayImport: ['packages/event-sourcing', 'packages/mediator'] },
  { folder: 'packages/mongodb', mayImport: ['packages/event-sourcing', 'packages/mediator'] },
  { folder: 'packages/telemetry', mayImport: [] },
  { folder: 'packages/tool-import', mayImport: ['packages/mediator'] },
  { folder: 'packages/kurrentdb-emulator', mayImport: [] },
  { folder: 'packages/mongodb-emulator', mayImport: [] },
  {
    folder: 'apps/api',
    mayImport: [
      'packages/application',
      'packages/contracts',
      'packages/kurrentdb',
      'packages/mongodb',
      'packages/read-model',
      'packages/telemetry',
      'packages/tool-import',
      ...DOMAIN_AND_BELOW,
    ],
  },
  {
    folder: 'apps/reconciliator',
    mayImport: [
      'packages/application',
      'packages/contracts',
      'packages/kurrentdb',
      'packages/mongodb',
      'packages/read-model',
      'packages/telemetry',
      ...DOMAIN_AND_BELOW,
    ],
  },
  { folder: 'apps/console', mayImport: ['packages/contracts'] },
  { folder: 'tooling', mayImport: ['packages/contracts'] },
  { folder: 'e2e', mayImport: ['packages/contracts', 'tooling'] },
];

/** Folders whose code is examined. */
export const examinedFolders = ['apps', 'packages', 'tooling', 'bench', 'e2e', 'lab'] as const;
