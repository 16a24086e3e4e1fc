import type {
  OutboxObserver,
  PipelineObserver,
  SagaObserver,
  SinkObserver,
} from '@tools-provider/event-sourcing';

/** Ends the process, as a power cut would, when a point of the pipeline, the outbox, a saga or the sink is reached for the nth time: `before-commit:3`. */
export function crashPoint(at: string): PipelineObserver & OutboxObserver & SagaObserver & SinkObserver {
  const [point, count] = at.split(':');
  let left = Number(count);
  return {
    reached: (reached: string) => {
      if (reached !== point) return;
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
    },
  };
}
