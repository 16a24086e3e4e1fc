import { isCoded, type Mediator } from '@tools-provider/mediator';
import { derivedId } from '../aggregate/derived-id.ts';
import type { Actor, CommandContext } from '../commands/command-context.ts';
import { hasCode } from '../errors.ts';
import type { Attempted, Attempts } from './attempts.ts';
import type { SagaRefusal } from './saga.ts';
import type { UnsentCommand } from './saga-instance.ts';
import type { SagaObserver } from './saga-observer.ts';

/** What commands are sent with. */
export interface CommandDeliveryParts {
  readonly mediator: Pick<Mediator<CommandContext>, 'execute'>;
  readonly actor: Actor;
  readonly attempts: Attempts;
  readonly observer: SagaObserver;
  /** Throws when somebody else may be sending the same by now. */
  readonly assertHeld: () => void;
}

/** Kinds of errors that say that a command will not be carried out, however often it is sent. */
const FOR_GOOD = new Set([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'gone',
  'refused',
  'conflict',
]);

/** Sends the commands of a saga: in its own name, and under the ids they were stored with. */
export class CommandDelivery {
  readonly #parts: CommandDeliveryParts;

  constructor(parts: CommandDeliveryParts) {
    this.#parts = parts;
  }

  /**
   * Answers nothing when the command was carried out, and else why it never will be. A command that meets another one is sent again a few
   * times, as one that fails for no good reason is.
   */
  send(unsent: UnsentCommand, instanceId: string): Promise<Attempted<SagaRefusal | undefined>> {
    const { mediator, attempts, observer, assertHeld } = this.#parts;
    return attempts.make(async (attempt) => {
      assertHeld();
      observer.reached('saga-sending', instanceId);
      try {
        await mediator.execute(unsent.command, this.#contextOf(unsent));
      } catch (error) {
        // It was carried out when it was sent before, and nobody has heard of it.
        if (hasCode(error, 'repeated-command')) return this.#sent(instanceId);
        const mayWinNextTime = hasCode(error, 'revision-conflict') && attempt < attempts.limit;
        if (mayWinNextTime || !isCoded(error) || !FOR_GOOD.has(error.kind)) throw error;
        return { kind: error.kind, code: error.code, message: error.message };
      }
      return this.#sent(instanceId);
    });
  }

  #sent(instanceId: string): undefined {
    this.#parts.observer.reached('saga-sent', instanceId);
  }

  #contextOf(unsent: UnsentCommand): CommandContext {
    const { commandId, requestHash, correlationId, causationId, decidedAt, traceparent } = unsent;
    return {
      actor: this.#parts.actor,
      occurredAt: decidedAt,
      commandId,
      requestHash,
      correlationId,
      causationId,
      ...(traceparent === undefined ? {} : { traceparent }),
      newId: (label) => derivedId(commandId, label),
    };
  }
}
