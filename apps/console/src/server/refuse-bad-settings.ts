import { config } from './config.ts';

/** Ends the process with exit code 1 and one plain sentence when its settings cannot be used. */
export function refuseBadSettings(): void {
  try {
    config();
  } catch (error) {
    const msg = error instanceof Error ? error.message : String(error);
    console.log(JSON.stringify({ level: 60, time: Date.now(), name: 'console', msg }));
    process.exit(1);
  }
}
