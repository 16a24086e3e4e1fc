/** One way into a package, and the report of what comes out of it. */
export interface PublicEntry {
  /** The module, from the package's folder. */
  readonly module: string;
  /** The report's name in `docs/api`, without its ending. */
  readonly report: string;
  /** The least number of exports that must have been looked at for the report to mean anything. */
  readonly leastExports: number;
}

/** A package that others build on: its public face changes on purpose or not at all. */
export interface PublicPackage {
  /** Path from the root. */
  readonly folder: string;
  /** The main one first. */
  readonly entries: readonly PublicEntry[];
}

/** The packages of the framework. */
export const publicPackages: readonly PublicPackage[] = [
  {
    folder: 'packages/mediator',
    entries: [{ module: 'src/index.ts', report: 'mediator', leastExports: 30 }],
  },
  {
    folder: 'packages/event-sourcing',
    entries: [
      { module: 'src/index.ts', report: 'event-sourcing', leastExports: 120 },
      { module: 'src/testing/index.ts', report: 'event-sourcing-testing', leastExports: 12 },
      {
        module: 'src/testing/contract-suites.ts',
        report: 'event-sourcing-contract-suites',
        leastExports: 8,
      },
    ],
  },
];
