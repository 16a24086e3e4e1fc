// Loaded before a part's own code: no part outlives a supervisor that was killed.
const LONGEST_STOP_MS = 8000;

process.on('disconnect', () => {
  // A part that listens for this itself stops gracefully; Next.js knows only the signal.
  const isDeaf = process.listenerCount('disconnect') === 1;
  if (isDeaf && process.listenerCount('SIGTERM') > 0) process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
});

// Listening alone would keep a part alive that has nothing left to do.
process.channel?.unref();
