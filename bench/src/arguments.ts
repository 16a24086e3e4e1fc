import { parseArgs } from 'node:util';

/** What one run of the benchmarks was asked for. */
export interface BenchWishes {
  /** The benchmarks to run. */
  readonly names: readonly string[];
  /** How many events the long run has. */
  readonly events: number;
}

const DEFAULT_EVENTS = 1_000_000;
const LEAST_EVENTS = 100_000;

/** It takes much longer than all others: only when it is asked for. */
const ONLY_WHEN_ASKED = 'read-long';

/** What was asked for is nothing that can be run; the message is one sentence. */
export class BenchUsageError extends Error {}

/**
 * Reads `[part of a name …] [--long] [--events n]`: benchmarks whose name contains one of the words, without a word all; the long run only
 * by its whole name or one of the options. Throws a
 * {@link BenchUsageError} when nothing has such a name, `n` is no number it can do with, or an
 * option is none of these.
 */
export function readArguments(args: readonly string[], known: readonly string[]): BenchWishes {
  const { values, positionals: words } = parsed(args);
  const events = values.events === undefined ? DEFAULT_EVENTS : Number(values.events);
  if (!Number.isInteger(events) || events < LEAST_EVENTS)
    throw new BenchUsageError(
      `--events must be a whole number from ${LEAST_EVENTS}, and is "${values.events}".`,
    );
  const isLong = values.events !== undefined || values.long || words.includes(ONLY_WHEN_ASKED);
  const wanted = words.length === 0 && isLong ? [ONLY_WHEN_ASKED] : words;
  const names = known.filter(
    (name) =>
      (wanted.length === 0 || wanted.some((word) => name.includes(word))) &&
      (name !== ONLY_WHEN_ASKED || isLong),
  );
  if (names.length === 0)
    throw new BenchUsageError(
      `No benchmark is called "${words.join('" or "')}": there are ${known.join(', ')}.`,
    );
  return { names, events };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { long: { type: 'boolean', default: false }, events: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new BenchUsageError((error as Error).message);
  }
}
