import { resolve } from 'node:path';

/** What the emulator's process takes from its environment. */
export interface EmulatorConfig {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
}

/** A variable that does not make sense; the message names it and says what it should be. */
export class ConfigError extends Error {
  readonly code = 'bad-config';
}

/** Reads HOST, DATA_DIR and KURRENTDB_EMULATOR_PORT; the data lie in `$DATA_DIR/kurrentdb`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): EmulatorConfig {
  const portText = environment.KURRENTDB_EMULATOR_PORT || '0';
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError(
      `KURRENTDB_EMULATOR_PORT is '${portText}': set it to a port from 0 to 65535 (0 for a free one).`,
    );
  }
  return Object.freeze({
    host: environment.HOST || '127.0.0.1',
    port,
    dataFolder: resolve(environment.DATA_DIR || '.data', 'kurrentdb'),
  });
}
