import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';

/** The repository's root; relative paths in the configuration are meant from here. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

const port = z.coerce
  .number('must be a whole number from 0 to 65535')
  .int('must be a whole number from 0 to 65535')
  .min(0, 'must be a whole number from 0 to 65535')
  .max(65_535, 'must be a whole number from 0 to 65535');

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  API_PORT: port.default(4000),
  CONSOLE_PORT: port.default(3000),
  RECONCILIATOR_PORT: port.default(0),
  KURRENTDB_URL: z
    .string()
    .regex(
      /^(kurrentdb|kdb|esdb)(\+discover)?:\/\//,
      'must be an address such as kurrentdb://127.0.0.1:2113?tls=false',
    )
    .optional(),
  MONGODB_URL: z
    .string()
    .regex(
      /^mongodb(\+srv)?:\/\//,
      'must be an address such as mongodb://127.0.0.1:27017/?directConnection=true',
    )
    .optional(),
  KURRENTDB_EMULATOR_PORT: port.default(0),
  MONGODB_EMULATOR_PORT: port.default(0),
  AUTH_MODE: z.enum(['dev', 'oidc'], 'must be dev or oidc').default('dev'),
  DEMO_DATA: z.enum(['true', 'false'], 'must be true or false').default('true'),
});

/** What start-up itself needs to know; everything else in the environment goes through to the parts as it is. */
export interface StartConfig {
  readonly host: string;
  /** Absolute. */
  readonly dataFolder: string;
  /** 0 asks for a free port, here and below. */
  readonly apiPort: number;
  readonly consolePort: number;
  readonly reconciliatorPort: number;
  /** A real KurrentDB; without it the embedded one is started. */
  readonly kurrentdbUrl: string | undefined;
  /** A real MongoDB; without it the embedded one is started. */
  readonly mongodbUrl: string | undefined;
  readonly kurrentdbEmulatorPort: number;
  readonly mongodbEmulatorPort: number;
  /** Whether an OpenID issuer signs people in. Nobody is there to write demo data then. */
  readonly isOidc: boolean;
  /** Whether empty embedded stores get a few plausible groups and tasks. */
  readonly hasDemoData: boolean;
}

/** Names of environment variables with their values. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration of start-up; throws a {@link CannotStart} that names the variable with a bad value. */
export function readStartConfig(environment: Environment): StartConfig {
  // An empty variable is what compose files and shells make of one that is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) throw new CannotStart(sentenceOf(result.error, given));
  const values = result.data;
  return Object.freeze({
    host: values.HOST,
    dataFolder: resolve(repositoryRoot, values.DATA_DIR),
    apiPort: values.API_PORT,
    consolePort: values.CONSOLE_PORT,
    reconciliatorPort: values.RECONCILIATOR_PORT,
    kurrentdbUrl: values.KURRENTDB_URL,
    mongodbUrl: values.MONGODB_URL,
    kurrentdbEmulatorPort: values.KURRENTDB_EMULATOR_PORT,
    mongodbEmulatorPort: values.MONGODB_EMULATOR_PORT,
    isOidc: values.AUTH_MODE === 'oidc',
    hasDemoData: values.DEMO_DATA === 'true' && values.AUTH_MODE === 'dev',
  });
}

/** The process's environment, with what an `.env` file in the repository's root adds to it. */
export function readEnvironment(): Environment {
  try {
    process.loadEnvFile(join(repositoryRoot, '.env'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return process.env;
}

function sentenceOf(error: z.ZodError, given: Environment): string {
  const issue = error.issues[0];
  const variable = String(issue?.path[0]);
  return `${variable} ${issue?.message}, and is "${given[variable]}": correct it or leave it out.`;
}
