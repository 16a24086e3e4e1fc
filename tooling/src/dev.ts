import { restartOnChange } from './restart-on-change.ts';
import { runSystem } from './run-system.ts';

await runSystem(process.argv.slice(2), { isDev: true, onReady: restartOnChange });
