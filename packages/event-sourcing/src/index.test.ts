import {
  AggregateRoot,
  DomainEventCloudEventBehavior,
  EventHandlerError,
  EventProcessingError,
  EventSourcedAggregateRequiredError,
  EventSourcedMediator,
  EventSourcedMediatorFactory,
  EventSourcedPersistenceOrchestrator,
  EventSourcedRepository,
  EventSourcingConfigurationError,
  InvalidEventHandlerError,
  MissingEventHandlerError,
  nonEventSourced,
  OutboxService,
  OutboxWorker,
  ReadModelReconciliator,
  SinkDelivery,
  StateStoredRepository,
  StrictValidationViolationError,
} from '@tools-provider/event-sourcing';
import { describe, expect, it } from 'vitest';

const event = { id: 'e-1', type: 'happened.v1', stream: 'tools_provider-a-1', revision: 3 };
const violation = { aggregateType: 'order', eventType: 'order.placed.v1', reason: 'no' };

describe('the package', () => {
  it('gives out the framework’s names at its root', () => {
    const named = {
      AggregateRoot,
      DomainEventCloudEventBehavior,
      EventSourcedMediator,
      EventSourcedMediatorFactory,
      EventSourcedPersistenceOrchestrator,
      EventSourcedRepository,
      OutboxService,
      OutboxWorker,
      ReadModelReconciliator,
      SinkDelivery,
      StateStoredRepository,
      nonEventSourced,
    };
    for (const [name, value] of Object.entries(named)) expect(value.name).toBe(name);
  });

  it.each([
    ['EventHandlerError', new EventHandlerError('no'), 'event-handler'],
    ['MissingEventHandlerError', new MissingEventHandlerError('no'), 'missing-event-handler'],
    ['InvalidEventHandlerError', new InvalidEventHandlerError('no'), 'invalid-event-handler'],
    [
      'StrictValidationViolationError',
      new StrictValidationViolationError(violation),
      'strict-validation-violation',
    ],
    [
      'EventSourcedAggregateRequiredError',
      new EventSourcedAggregateRequiredError('order'),
      'event-sourced-aggregate-required',
    ],
    [
      'EventSourcingConfigurationError',
      new EventSourcingConfigurationError('no'),
      'event-sourcing-configuration',
    ],
    ['EventProcessingError', new EventProcessingError('no', event), 'event-processing'],
  ])('gives out %s, a defect about handlers with a code of its own', (name, error, code) => {
    expect(error).toBeInstanceOf(EventHandlerError);
    expect(error).toMatchObject({ name, code, kind: 'defect' });
  });
});
