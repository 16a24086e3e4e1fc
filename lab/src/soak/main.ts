import { parseArgs } from 'node:util';
import { attackInFolder, describeAttack } from '../attack/attack-in-folder.ts';
import { GUARDS, type Guard, withoutGuard } from '../guards/guards.ts';
import { describeProgress, describeResult } from './describe-soak.ts';
import { soakInFolder } from './soak-in-folder.ts';

const ATTACK_USAGE = 'npm run soak -- attack [--requests 10000] [--seed 7]';
const USAGE = `npm run soak -- [--kills 1000] [--seed 7] [--minutes 60] [--without ${Object.keys(GUARDS).join('|')}]`;
const SAME_SIGNAL_MS = 1_000;

/** Sends requests that are made to do harm, and prints what came of it; exit code 0 only if nothing did. */
async function attack(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: 'string', default: '10000' },
      seed: { type: 'string', default: randomSeed() },
    },
  });
  const { result, log } = await attackInFolder({
    seed: wholeNumber('--seed', values.seed),
    requests: wholeNumber('--requests', values.requests),
    onProgress: (sent) => console.log(`${sent} requests`),
  });
  console.log(describeAttack(result));
  if (log === undefined) return;
  console.log(`What the parts said is kept in ${log}`);
  process.exitCode = 1;
}

/** Kills parts of a whole system and prints whether it has kept its promises; exit code 0 only if it has. */
async function main(args: readonly string[]): Promise<void> {
  const { seed, kills, longestMs, guard } = optionsFrom(args);
  console.log(`Seed ${seed}; ${kills} kills wanted`);
  const { result, folder } = await soakInFolder({
    seed,
    kills,
    longestMs,
    signal: firstInterrupt(),
    workerEnvironment: guard === undefined ? {} : withoutGuard(guard),
    onProgress: (progress) => console.log(describeProgress(progress)),
  });
  console.log(describeResult(result));
  if (folder === undefined) return;
  console.log(`The stores' files and what the parts said are kept in ${folder}`);
  process.exitCode = 1;
}

function optionsFrom(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '1000' },
      seed: { type: 'string', default: randomSeed() },
      minutes: { type: 'string', default: '120' },
      without: { type: 'string' },
    },
  });
  const guard = values.without;
  if (guard !== undefined && !(guard in GUARDS)) throw new UsageError(`There is no guard "${guard}"`);
  return {
    kills: wholeNumber('--kills', values.kills),
    seed: wholeNumber('--seed', values.seed),
    longestMs: wholeNumber('--minutes', values.minutes) * 60_000,
    guard: guard as Guard | undefined,
  };
}

function randomSeed(): string {
  return String(Math.trunc(Math.random() * 1_000_000));
}

class UsageError extends Error {}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (text !== '' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new UsageError(`${name} must be a whole number, and is "${text}"`);
}

/** The first Ctrl-C ends the killing, so that what there is can be judged; another one ends everything. */
function firstInterrupt(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      console.log('Interrupted: nothing is killed any more; judging what there is …');
      controller.abort();
      // npm passes a Ctrl-C on to a process that the terminal has told already.
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return controller.signal;
}

try {
  const [word, ...rest] = process.argv.slice(2);
  await (word === 'attack' ? attack(rest) : main(process.argv.slice(2)));
} catch (error) {
  const isUsage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (!isUsage) throw error;
  console.error(`${(error as Error).message}.\nUsage: ${USAGE}\n       ${ATTACK_USAGE}`);
  process.exitCode = 1;
}
