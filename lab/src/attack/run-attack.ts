import type { LogLine } from '@tools-provider/tooling';
import fc from 'fast-check';
import { inspectAftermath } from './aftermath.ts';
import { type AttackRequest, attackRequests } from './attack-request.ts';
import { AttackedSystem } from './attacked-system.ts';
import { Caller } from './caller.ts';
import { DescribedApi } from './described-operation.ts';
import { FittingValues } from './fitting-values.ts';
import { seedVictims } from './seed-victims.ts';
import { Striker } from './striker.ts';

const MOST_FINDINGS = 10;

/** What is wanted of an attack; the same seed makes the same requests as long as the document is the same. */
export interface AttackOptions {
  readonly seed: number;
  readonly requests: number;
  readonly dataFolder: string;
  readonly onLog?: (line: LogLine) => void;
  readonly onProgress?: (sent: number) => void;
}

/** What an attack has shown. */
export interface AttackResult {
  readonly seed: number;
  readonly seconds: number;
  readonly sent: number;
  readonly operations: number;
  readonly statuses: ReadonlyMap<number, number>;
  /** The codes of the refusals. */
  readonly codes: readonly string[];
  /** Events that what was accepted has made, all valid by their published schemas. */
  readonly events: number;
  /** What was not as promised, each with the smallest request that shows it. */
  readonly findings: readonly string[];
}

/** Sends so many requests to the api of a system of its own, each made to do harm, and judges every answer and what it left in the stores. */
export async function runAttack(options: AttackOptions): Promise<AttackResult> {
  const startedAt = performance.now();
  const system = await AttackedSystem.start(options.dataFolder, options.onLog ?? (() => undefined));
  const tokens = await system.tokens();
  const api = await DescribedApi.load(system.apiUrl);
  const caller = new Caller(system.apiUrl, tokens.admin ?? '');
  const striker = new Striker(api, system, tokens);
  try {
    const ids = await seedVictims(api, caller, options.seed);
    await system.startWorker();
    await caller.untilProjected();
    await system.stopWorker();
    const requests = attackRequests(api, new FittingValues(api, ids), ids);
    const findings = await strikeAll(requests, striker, options);
    await system.startWorker();
    const aftermath = await inspectAftermath(caller, system.apiUrl, striker.codes);
    return {
      seed: options.seed,
      seconds: (performance.now() - startedAt) / 1_000,
      sent: striker.sent,
      operations: striker.operations.size,
      statuses: striker.statuses,
      codes: striker.codes.toSorted(),
      events: aftermath.events,
      findings: [...findings, ...aftermath.findings],
    };
  } finally {
    await striker.close();
    await system.stop();
  }
}

/** Goes on after a finding, with other requests: one fault must not hide the next. */
async function strikeAll(
  requests: fc.Arbitrary<AttackRequest>,
  striker: Striker,
  { seed, requests: wanted, onProgress }: AttackOptions,
): Promise<readonly string[]> {
  const findings: string[] = [];
  const property = fc.asyncProperty(requests, async (request) => {
    await striker.strike(request);
    if (striker.sent % 500 === 0) onProgress?.(striker.sent);
  });
  for (let round = 0; striker.sent < wanted && findings.length < MOST_FINDINGS; round += 1) {
    const numRuns = wanted - striker.sent;
    const { failed, counterexample, errorInstance } = await fc.check(property, {
      numRuns,
      seed: seed + round,
      maxSkipsPerRun: 0,
    });
    if (!failed || counterexample === null) continue;
    findings.push(striker.describe(counterexample[0], errorInstance));
    striker.forgive(errorInstance);
  }
  return findings;
}
