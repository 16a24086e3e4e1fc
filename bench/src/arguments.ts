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

/**
 * Reads `[part of a name …] [--long] [--events n]`: benchmarks whose name contains one of the words, without a word all; the long run only
 * by its whole name or one of the options. Throws one sentence when nothing has such a name, or `n` is no number it can do with.
 */
export function readArguments(args: readonly string[], known: readonly string[]): BenchWishes {
  const at = args.indexOf('--events');
  const events = at === -1 ? DEFAULT_EVENTS : Number(args[at + 1]);
  if (!Number.isInteger(events) || events < LEAST_EVENTS)
    throw new Error(`--events must be a whole number from ${LEAST_EVENTS}, and is "${args[at + 1] ?? ''}".`);
  const words = args.filter((arg, index) => !arg.startsWith('--') && (at === -1 || index !== at + 1));
  const isLong = at !== -1 || args.includes('--long') || words.includes(ONLY_WHEN_ASKED);
  const wanted = words.length === 0 && isLong ? [ONLY_WHEN_ASKED] : words;
  const names = known.filter(
    (name) =>
      (wanted.length === 0 || wanted.some((word) => name.includes(word))) &&
      (name !== ONLY_WHEN_ASKED || isLong),
  );
  if (names.length === 0)
    throw new Error(`No benchmark is called "${words.join('" or "')}": there are ${known.join(', ')}.`);
  return { names, events };
}
