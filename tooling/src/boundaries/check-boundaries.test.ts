import { beforeAll, describe, expect, test } from 'vitest';
import { repositoryRoot } from '../config.ts';
import { type BoundaryReport, checkBoundaries, rulesThatExaminedTooLittle } from './check-boundaries.ts';
import { importRules } from './import-rules.ts';
import { layers } from './layers.ts';
import { sourceRules } from './source-rules.ts';

const FIXTURES = `${repositoryRoot}/tooling/fixtures/boundaries`;

const BAD_IMPORTS: Record<string, string> = {
  ...Object.fromEntries(layers.map(({ folder }) => [`layer:${folder}`, `${folder}/src/bad-layer.ts`])),
  'packages:packages/mediator': 'packages/mediator/src/bad-package.ts',
  'packages:packages/event-sourcing': 'packages/event-sourcing/src/bad-package.ts',
  'packages:packages/domain': 'packages/domain/src/bad-package.ts',
  'packages:packages/application': 'packages/application/src/bad-package.ts',
  'packages:packages/read-model': 'packages/read-model/src/bad-package.ts',
  'packages:packages/contracts': 'packages/contracts/src/bad-package.ts',
  'pure:packages/domain': 'packages/domain/src/bad-io.ts',
  'pure:packages/read-model': 'packages/read-model/src/bad-io.ts',
  'pure:packages/contracts': 'packages/contracts/src/bad-io.ts',
  'kurrentdb-client': 'packages/application/src/bad-kurrentdb-client.ts',
  'mongodb-driver': 'packages/event-sourcing/src/bad-mongodb-driver.ts',
  'adapters-are-composed': 'apps/api/src/bad-adapter.ts',
  'emulators-are-for-development': 'apps/api/src/bad-emulator.ts',
  'no-circles': 'packages/mediator/src/bad-circle.ts',
  resolvable: 'apps/api/src/bad-nowhere.ts',
};

const BAD_SOURCES: Record<string, string[]> = {
  'environment-is-configuration': ['apps/api/src/bad-environment.ts:1', 'apps/api/src/bad-environment.ts:2'],
  'no-timers': ['packages/domain/src/bad-timer.ts:1'],
  'no-clock-no-chance': [1, 2, 3, 4].map((line) => `packages/read-model/src/bad-clock.ts:${line}`),
  'no-instanceof-repository': ['packages/event-sourcing/src/bad-instanceof.ts:4'],
};

let report: BoundaryReport;

beforeAll(async () => {
  report = await checkBoundaries(FIXTURES, ['apps', 'packages', 'tooling', 'e2e']);
});

function places(rule: string): string[] {
  return report.violations.filter((violation) => violation.rule === rule).map(({ where }) => where);
}

describe('Every boundary is guarded', () => {
  test.each(importRules.map(({ rule }) => rule.name))('An import that breaks %s is found', (rule) => {
    expect(places(rule)).toContain(BAD_IMPORTS[rule]);
  });

  test.each(sourceRules.map(({ name }) => name))('Code that breaks %s is found on its lines', (rule) => {
    expect(places(rule)).toEqual(BAD_SOURCES[rule]);
  });

  test('What is allowed is not reported', () => {
    const allowed = report.violations.filter(
      ({ rule, where }) => rule !== 'resolvable' && !/\/(bad-[a-z-]+|circle-back)\.ts/.test(where),
    );
    expect(allowed).toEqual([]);
  });

  test('A rule that was applied to hardly anything is itself a violation', () => {
    const empty = { violations: [], examined: new Map<string, number>() };
    expect(rulesThatExaminedTooLittle(empty)).toHaveLength(importRules.length + sourceRules.length);
    expect(rulesThatExaminedTooLittle(report).map(({ rule }) => rule)).toContain('no-circles');
  });
});
