import { randomUUID } from 'node:crypto';
import { createWriteSide, type UseCase } from '@tools-provider/application';
import { derivedId } from '@tools-provider/event-sourcing';
import type { ResultOf } from '@tools-provider/mediator';
import type { EmbeddedStores } from './embedded-stores.ts';
import { newContext } from './write-side.ts';

/** Who sends a command. */
export const people = {
  otto: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  ada: { id: 'ada', name: 'Ada Admin', roles: ['admin'] },
} as const;

type AnswerTo<C extends UseCase> = Promise<ResultOf<Extract<UseCase, { readonly type: C['type'] }>>>;

/** A group that waits for an approval, and the task that is to decide. */
export interface WaitingGroup {
  readonly groupId: string;
  readonly requestId: string;
  readonly taskId: string;
}

/** Sends the commands of people who ask for activations and decide about them. */
export class ApprovalLoad {
  readonly #mediator: ReturnType<typeof createWriteSide>;

  constructor(stores: EmbeddedStores) {
    const { eventStore } = stores.kurrentDb;
    this.#mediator = createWriteSide({ eventStore, stateStore: stores.mongoDb.stateStore });
  }

  send<C extends UseCase>(command: C, by: keyof typeof people = 'ada'): AnswerTo<C> {
    const answer = this.#mediator.execute<UseCase>(command, { ...newContext(), actor: people[by] });
    return answer as AnswerTo<C>;
  }

  /** Makes a group that requires an approval, and asks for its activation. */
  async request(): Promise<WaitingGroup> {
    const groupId = randomUUID();
    const command = {
      type: 'create-tool-group',
      id: groupId,
      name: 'Refunds',
      requiresApproval: true,
    } as const;
    await this.send(command, 'otto');
    return await this.requestAgain(groupId);
  }

  async requestAgain(groupId: string): Promise<WaitingGroup> {
    const { state } = await this.send({ type: 'activate-tool-group', id: groupId }, 'otto');
    const requestId = state.activationRequest?.requestId ?? '';
    return { groupId, requestId, taskId: derivedId(requestId, 'approval-task') };
  }
}
