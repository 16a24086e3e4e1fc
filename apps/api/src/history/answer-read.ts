import type { Consistency, readQueryWithPast } from '@tools-provider/contracts';
import type { ReadDocument, StoredDocument } from '@tools-provider/event-sourcing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { AggregateReader, ReadableAggregate } from '../consistency/aggregate-reader.ts';
import { describeRead, readWishOf } from '../consistency/read-answer.ts';
import type { HistoryReader, HistorySubject } from './history-reader.ts';
import { describePast } from './past-answer.ts';

/** What a read of one aggregate is answered with. */
export interface ReadErrand {
  readonly reader: AggregateReader;
  readonly histories: HistoryReader;
  readonly request: FastifyRequest & {
    readonly params: { readonly id: string };
    readonly query: z.infer<typeof readQueryWithPast>;
  };
  readonly reply: FastifyReply;
}

/** How one kind of aggregate is answered. */
export interface AnsweredAggregate<Document extends ReadDocument, Now, Past> {
  readonly readable: ReadableAggregate;
  readonly history: HistorySubject<Document>;
  /** As the read model has it. */
  readonly now: (document: StoredDocument<Document>, consistency: Consistency) => Now | Promise<Now>;
  /** As it was at a revision. */
  readonly past: (was: { readonly id: string; readonly revision: number; readonly state: Document }) => Past;
  /** Whether the answer holds more than its revision tells, so that whoever has the revision need not have the same. */
  readonly isMoreThanRevision?: boolean;
}

/**
 * Answers an aggregate as the read model has it, or with `atRevision` as it was. `undefined`: whoever asks has the same already, which is 304.
 * For why it is not there see {@link AggregateReader.read} and {@link HistoryReader.at}.
 */
export async function answerRead<Document extends ReadDocument, Now, Past>(
  { reader, histories, request, reply }: ReadErrand,
  { readable, history, now, past, isMoreThanRevision = false }: AnsweredAggregate<Document, Now, Past>,
): Promise<Now | Past | undefined> {
  const { id } = request.params;
  const { minRevision, atRevision } = request.query;
  if (atRevision !== undefined) {
    const state = await histories.at(history, id, atRevision);
    return describePast(request, reply, atRevision) ? undefined : past({ id, revision: atRevision, state });
  }
  const result = await reader.read<Document>(readable, id, readWishOf(request, reply, minRevision));
  const isKnown = describeRead(request, reply, result);
  return isKnown && !isMoreThanRevision ? undefined : await now(result.document, result.consistency);
}
