import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('the data lie in the folder kurrentdb of DATA_DIR, on a free loopback port unless told', () => {
  expect(readConfig({ DATA_DIR: '/data' })).toEqual({
    host: '127.0.0.1',
    port: 0,
    dataFolder: '/data/kurrentdb',
  });
  expect(readConfig({ DATA_DIR: '/data', KURRENTDB_EMULATOR_PORT: '2113' }).port).toBe(2113);
});

it.each(['x', '-1', '65536', '1.5'])(
  'a port of %s is refused with a sentence that names the variable',
  (port) => {
    expect(() => readConfig({ KURRENTDB_EMULATOR_PORT: port })).toThrow(
      /^KURRENTDB_EMULATOR_PORT is '.*': set it to/,
    );
  },
);
