import type { PipelineObserver } from '@tools-provider/event-sourcing';

/** Ends the process, as a power cut would, when a point of the pipeline is reached for the nth time: `before-commit:3`. */
export function crashPoint(at: string): PipelineObserver {
  const [point, count] = at.split(':');
  let left = Number(count);
  return {
    reached: (reached) => {
      if (reached !== point) return;
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
    },
  };
}
