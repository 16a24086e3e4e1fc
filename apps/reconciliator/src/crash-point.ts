import type {
  BulkObserver,
  OutboxObserver,
  PipelineObserver,
  SagaObserver,
  SinkObserver,
} from '@tools-provider/event-sourcing';

/** Ends the process, as a power cut would, when a point of the pipeline, the outbox, a saga, the sink or a bulk job is reached for the nth time: `before-commit:3`. */
export function crashPoint(
  at: string,
): PipelineObserver & OutboxObserver & SagaObserver & SinkObserver & BulkObserver {
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
