import type { CommandResponse } from '@tools-provider/application';
import type { AggregateName } from '@tools-provider/contracts';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, Mediator, ResultOf } from '@tools-provider/mediator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChangeHub } from '../changes/change-hub.ts';
import { callerOf } from '../session/caller.ts';
import { commandContextOf } from './command-context.ts';
import { etagOf, requireIfMatch, revisionOfIfMatch } from './conditional.ts';

type AggregateCommand = Command<CommandResponse<unknown>>;

/** What a command changes, and the request it comes with. */
export interface Errand {
  /** Left out for an aggregate without a stream: what is read of it is never behind, so nobody has to be told of what was written. */
  readonly aggregate?: AggregateName;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Brings commands from requests to the mediator, and their revision into the answer's ETag. */
export class CommandSender {
  readonly #mediator: Mediator<CommandContext>;
  readonly #changes: Pick<ChangeHub, 'noteWritten'>;

  constructor(mediator: Mediator<CommandContext>, changes: Pick<ChangeHub, 'noteWritten'>) {
    this.#mediator = mediator;
    this.#changes = changes;
  }

  /** Sends a command on an aggregate that is there; `If-Match` says which revision of it the caller has seen. */
  change<C extends AggregateCommand>(errand: Errand, command: C): Promise<ResultOf<C>> {
    const expectedRevision = revisionOfIfMatch(errand.request.headers['if-match']);
    return this.#send(errand, command, { isNew: false, expectedRevision });
  }

  /** Sends a command on an entity of an aggregate, for which `If-Match` is about the entity: `commandOf` takes the revision of it. */
  changeEntity<C extends AggregateCommand>(
    errand: Errand,
    commandOf: (expectedRevision: number | undefined) => C,
  ): Promise<ResultOf<C>> {
    const command = commandOf(revisionOfIfMatch(errand.request.headers['if-match']));
    return this.#send(errand, command, { isNew: false, expectedRevision: undefined });
  }

  /** As {@link change}, for a command that overwrites what the caller has read: without `If-Match` it is `refused` (code `precondition-required`). */
  replace<C extends AggregateCommand>(errand: Errand, command: C): Promise<ResultOf<C>> {
    requireIfMatch(errand.request.headers['if-match']);
    return this.change(errand, command);
  }

  /** Sends a command that makes a new aggregate, and answers where it will be found. */
  async create<C extends AggregateCommand>(
    errand: Errand & { readonly collectionUrl: string },
    command: C,
  ): Promise<ResultOf<C>> {
    const response = await this.#send(errand, command, { isNew: true, expectedRevision: undefined });
    errand.reply.code(201).header('location', `${errand.collectionUrl}/${response.id}`);
    return response;
  }

  async #send<C extends AggregateCommand>(
    { aggregate, request, reply }: Errand,
    command: C,
    { isNew, expectedRevision }: { readonly isNew: boolean; readonly expectedRevision: number | undefined },
  ): Promise<ResultOf<C>> {
    const context = commandContextOf(request, callerOf(request).actor, expectedRevision);
    const response = await this.#mediator.execute(command, context);
    const { id, revision, isRepeated = false } = response;
    if (isRepeated) reply.header('idempotency-replayed', 'true');
    if (aggregate !== undefined) {
      this.#changes.noteWritten({ aggregate, id }, revision, { isNew: isNew && !isRepeated });
    }
    reply.header('etag', etagOf(response.revision));
    return response;
  }
}
