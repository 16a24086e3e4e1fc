// Loaded before a part's own code: no part outlives a supervisor that was killed.
import { isMainThread } from 'node:worker_threads';

const LONGEST_STOP_MS = 8000;

if (isMainThread) {
  process.on('disconnect', () => {
    // A part that listens for this itself stops gracefully; Next.js knows only the signal.
    const isDeaf = process.listenerCount('disconnect') === 1;
    if (isDeaf && process.listenerCount('SIGTERM') > 0) process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
  });
  // Listening alone would keep a part alive that has nothing left to do.
  process.channel?.unref();
  // Processes that the part forks are its own business: they would inherit this file and stop waiting for messages.
  const ownArgument = process.execArgv.indexOf(import.meta.url);
  if (ownArgument > 0) process.execArgv.splice(ownArgument - 1, 2);
}
