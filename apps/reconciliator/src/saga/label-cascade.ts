import { createWriteSide, labelCascade, labelCascadeActor } from '@tools-provider/application';
import { labelType, sourceType, upcasters } from '@tools-provider/domain';
import { SagaRunner, Upcasters } from '@tools-provider/event-sourcing';
import { TYPE_PREFIX } from '../cloud-event.ts';
import type { ActivationApprovalParts } from './activation-approval.ts';

/** What the cascade of labels runs with. */
export type LabelCascadeParts = Omit<ActivationApprovalParts, 'deadlineMs'>;

/** The runner of the saga that takes a deleted label from every tool that has it. */
export function createLabelCascade({
  eventStore,
  stateStore,
  sagas,
  ...parts
}: LabelCascadeParts): SagaRunner {
  return new SagaRunner({
    ...parts,
    saga: labelCascade(),
    store: sagas,
    mediator: createWriteSide({ eventStore, stateStore }),
    actor: labelCascadeActor,
    typePrefix: TYPE_PREFIX,
    knownEventTypes: [...labelType.eventTypes, ...sourceType.eventTypes],
    upcasters: new Upcasters(upcasters),
  });
}
