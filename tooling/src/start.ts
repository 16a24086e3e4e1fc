import { runSystem } from './run-system.ts';

await runSystem(process.argv.slice(2), { isDev: false });
