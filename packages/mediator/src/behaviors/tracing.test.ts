import { AsyncLocalStorage } from 'node:async_hooks';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../coded-error.ts';
import { Mediator } from '../mediator.ts';
import type { Command } from '../message.ts';
import { type SpanPort, type TracerPort, tracing } from './tracing.ts';

interface StartOptions {
  readonly kind?: number;
  readonly attributes: Record<string, string | number>;
}

class RecordedSpan implements SpanPort {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: Record<string, string | number>;
  readonly kind: number | undefined;
  readonly exceptions: Error[] = [];
  status: { code: number; message: string } | undefined;
  ended = 0;

  constructor(name: string, { kind, attributes }: StartOptions, parent: RecordedSpan | undefined) {
    this.name = name;
    this.kind = kind;
    this.parent = parent?.name;
    this.attributes = { ...attributes };
  }

  setAttribute(key: string, value: string): void {
    this.attributes[key] = value;
  }

  recordException(exception: Error): void {
    this.exceptions.push(exception);
  }

  setStatus(status: { code: number; message: string }): void {
    this.status = status;
  }

  end(): void {
    this.ended += 1;
  }
}

class RecordingTracer implements TracerPort {
  readonly spans: RecordedSpan[] = [];
  readonly #active = new AsyncLocalStorage<RecordedSpan>();

  startActiveSpan<Answer>(name: string, options: StartOptions, work: (span: SpanPort) => Answer): Answer {
    const span = new RecordedSpan(name, options, this.#active.getStore());
    this.spans.push(span);
    return this.#active.run(span, work, span);
  }
}

function traced(tracer: TracerPort = new RecordingTracer()) {
  const { command, event } = tracing(tracer);
  return new Mediator({ command: [command], event: [event] });
}

describe('tracing', () => {
  it('puts a span around a command, and those of what it does within it', async () => {
    const tracer = new RecordingTracer();
    const mediator = traced(tracer);
    mediator.on('greeted.v1', async () => {});
    mediator.handle<Command<string>>('greet', async () => {
      await mediator.publish({ type: 'greeted.v1' }, {});
      return 'Hello';
    });
    expect(await mediator.execute<Command<string>>({ type: 'greet' }, {})).toBe('Hello');
    expect(tracer.spans).toMatchObject([
      { name: 'command greet', attributes: { 'command.type': 'greet', outcome: 'ok' }, ended: 1 },
      {
        name: 'event greeted.v1',
        attributes: { 'event.type': 'greeted.v1', outcome: 'ok' },
        parent: 'command greet',
        ended: 1,
      },
    ]);
  });

  it('ends the span of a command only when the command has ended', async () => {
    const tracer = new RecordingTracer();
    const mediator = traced(tracer);
    const answer = Promise.withResolvers<void>();
    mediator.handle<Command<void>>('wait', () => answer.promise);
    const executed = mediator.execute<Command<void>>({ type: 'wait' }, {});
    await new Promise((resolve) => setImmediate(resolve));
    expect(tracer.spans).toMatchObject([{ ended: 0 }]);
    answer.resolve();
    await executed;
    expect(tracer.spans).toMatchObject([{ ended: 1 }]);
  });

  it('says of a failed command why it failed, and hands the error on as it is', async () => {
    const tracer = new RecordingTracer();
    const mediator = traced(tracer);
    const error = new CodedError('refused', 'group-inactive', 'The group is not active');
    mediator.handle('activate', () => Promise.reject(error));
    await expect(mediator.execute({ type: 'activate' }, {})).rejects.toBe(error);
    expect(tracer.spans).toMatchObject([
      {
        attributes: { 'command.type': 'activate', outcome: 'refused', 'error.code': 'group-inactive' },
        exceptions: [error],
        status: { code: SpanStatusCode.ERROR, message: 'The group is not active' },
        ended: 1,
      },
    ]);
  });

  it.each([
    { what: 'an error without a code', thrown: new TypeError('x is not a function'), code: 'TypeError' },
    { what: 'something that is no error', thrown: 'out of luck', code: 'string' },
  ])('says of a failed event that it is a defect where $what was thrown', async ({ thrown, code }) => {
    const tracer = new RecordingTracer();
    const mediator = traced(tracer);
    mediator.on('happened.v1', () => Promise.reject(thrown));
    await expect(mediator.publish({ type: 'happened.v1' }, {})).rejects.toBe(thrown);
    expect(tracer.spans).toMatchObject([
      {
        attributes: { 'event.type': 'happened.v1', outcome: 'defect', 'error.code': code },
        exceptions: [expect.any(Error)],
        status: { code: SpanStatusCode.ERROR },
        ended: 1,
      },
    ]);
  });

  it('says what it is told to of a message and its context, from the start of the span', async () => {
    const tracer = new RecordingTracer();
    const { event } = tracing<{ place: number }>(tracer, ({ type }, { place }) => ({
      kind: 4,
      attributes: { place, about: type },
    }));
    const mediator = new Mediator<never, { place: number }>({ event: [event] });
    mediator.on('happened.v1', async () => {
      expect(tracer.spans).toMatchObject([
        { kind: 4, attributes: { place: 7, about: 'happened.v1', 'event.type': 'happened.v1' }, ended: 0 },
      ]);
    });
    await mediator.publish({ type: 'happened.v1' }, { place: 7 });
    expect(tracer.spans).toHaveLength(1);
  });

  it("takes OpenTelemetry's tracer as it is", async () => {
    const mediator = traced(trace.getTracer('mediator'));
    mediator.handle<Command<string>>('greet', async () => 'Hello');
    expect(await mediator.execute<Command<string>>({ type: 'greet' }, {})).toBe('Hello');
  });
});
