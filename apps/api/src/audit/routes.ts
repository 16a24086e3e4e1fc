import { type AuditEntry, aggregateOfType, auditPage, auditQuery } from '@tools-provider/contracts';
import type { FeedEvent, FeedHistory } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { wantedTypes } from '../feed/wanted-types.ts';
import { defined } from '../http/defined.ts';

/** Who did what, as the events of the feed tell it. */
export const auditRoutes: FastifyPluginCallbackZod<{ readonly history: FeedHistory }> = (
  app,
  { history },
  done,
) => {
  app.get(
    '/api/v1/audit',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['audit'],
        summary: 'Read who did what',
        description:
          'The newest first: every change of every aggregate that the feed tells. Attempts that were refused have changed nothing; they ' +
          'stand in the log of the api.',
        querystring: auditQuery,
        response: { 200: auditPage },
      },
    },
    async (request) => {
      const { actor, aggregate, id, type, from, until, cursor, limit } = request.query;
      const types = wantedTypes(type, aggregate);
      if (types?.length === 0) return { items: [] };
      const events = await history.newest({
        limit: limit + 1,
        ...defined({ types, from, until, authId: actor, subject: id, before: sequenceOf(cursor) }),
      });
      const items = events.slice(0, limit).map(entryOf);
      const last = items.at(-1);
      return { items, ...(events.length > limit && last !== undefined ? { next: cursorOf(last) } : {}) };
    },
  );
  done();
};

function entryOf(event: FeedEvent): AuditEntry {
  const { id, time, type, subject, revision, sequence, correlationid, authid, authtype, data } =
    event as unknown as Record<string, string> & { revision: number; data: Record<string, unknown> };
  return {
    eventId: id ?? '',
    at: time ?? '',
    actor: authid ?? null,
    actorType: (authtype as AuditEntry['actorType'] | undefined) ?? null,
    type: type ?? '',
    aggregate: aggregateOfType(type ?? '') ?? null,
    id: subject ?? '',
    revision,
    sequence: sequence ?? '',
    correlationId: correlationid ?? '',
    data,
  };
}

function cursorOf({ sequence }: AuditEntry): string {
  return Buffer.from(`audit ${Number(sequence)}`).toString('base64url');
}

function sequenceOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const [, digits] = /^audit ([1-9]\d{0,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new CodedError('invalid', 'invalid-cursor', 'The cursor is none that this list has given out', {
    places: [{ pointer: '?cursor', detail: 'is none that this list has given out' }],
  });
}
