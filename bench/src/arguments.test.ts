import { expect, it } from 'vitest';
import { BenchUsageError, readArguments } from './arguments.ts';

const known = ['observers', 'read-visible', 'read-long'];

it('Without a word all benchmarks are run, except the long one', () => {
  expect(readArguments([], known).names).toEqual(['observers', 'read-visible']);
  expect(readArguments(['read'], known).names).toEqual(['read-visible']);
});

it('The long one is run by its name or its options, with as many events as are asked for', () => {
  expect(readArguments(['read-long'], known).names).toEqual(['read-long']);
  expect(readArguments(['--long'], known).names).toEqual(['read-long']);
  expect(readArguments(['--events', '200000'], known)).toEqual({ names: ['read-long'], events: 200_000 });
});

it.each([
  { args: ['--help'], because: /--help/ },
  { args: ['--longer'], because: /--longer/ },
  { args: ['dance'], because: /No benchmark is called "dance"/ },
  { args: ['--events', '5'], because: /--events must be a whole number/ },
])('$args is refused in words, and nothing is run', ({ args, because }) => {
  const read = () => readArguments(args, known);
  expect(read).toThrow(BenchUsageError);
  expect(read).toThrow(because);
});
