import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const environment = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    RECONCILIATOR_PORT: port.default(0),
    KURRENTDB_URL: z.string().startsWith('kurrentdb'),
    MONGODB_URL: z.string().startsWith('mongodb'),
    API_URL: z.url().default('http://127.0.0.1:4000'),
    CLOUD_EVENT_SOURCE: z.string().min(1).default('https://tools-provider.io'),
    DATA_DIR: z.string().min(1).default('.data'),
    DEPLOYMENT: z.enum(['development', 'production']).default('development'),
    RECONCILIATOR_ORDERING: z.enum(['per-stream', 'none']).default('per-stream'),
    K_SINK: z.string().optional(),
    RECONCILIATOR_CRASH_AT: z
      .string()
      .regex(/^[a-z-]+:\d+$/, 'give a point of the pipeline and a count, as in before-commit:3')
      .optional(),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (env.K_SINK !== undefined)
      refuse('K_SINK', 'is not served yet; read the feed at /api/v1/events instead');
    if (env.DEPLOYMENT !== 'production') return;
    if (env.RECONCILIATOR_ORDERING === 'none')
      refuse('RECONCILIATOR_ORDERING', 'none is refused in production');
    if (env.RECONCILIATOR_CRASH_AT !== undefined)
      refuse('RECONCILIATOR_CRASH_AT', 'is refused in production');
  });

/** The worker's settings, checked. */
export type ReconciliatorConfig = Readonly<ReturnType<typeof readConfig>>;

/** Reads the environment. Throws one sentence that names each variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv) {
  // An empty variable is what compose files and shells make of one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The configuration is wrong: ${wrong.join('; ')}`);
  }
  const values = parsed.data;
  return Object.freeze({
    host: values.HOST,
    port: values.RECONCILIATOR_PORT,
    kurrentDbUrl: values.KURRENTDB_URL,
    mongoDbUrl: values.MONGODB_URL,
    apiUrl: values.API_URL,
    cloudEventSource: values.CLOUD_EVENT_SOURCE,
    dataDir: resolve(values.DATA_DIR),
    ordering: values.RECONCILIATOR_ORDERING,
    crashAt: values.RECONCILIATOR_CRASH_AT,
  });
}
