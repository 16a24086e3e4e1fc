import {
  aggregateId,
  groupOfTool,
  groupPreview,
  groupTools,
  listGroupsOfToolQuery,
  listGroupToolsQuery,
  noQuery,
  pageOf,
  previewBody,
} from '@tools-provider/contracts';
import type { DocumentQueries, DocumentScan, StoredDocument } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { MEMBERSHIPS, type MembershipDocument, type ToolGroupDocument } from '@tools-provider/read-model';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AggregateReader } from '../consistency/aggregate-reader.ts';
import { endOfRequest } from '../event-stream/end-of-request.ts';
import { commandContextOf } from '../http/command-context.ts';
import { defined } from '../http/defined.ts';
import { flagOf, linksOf, listPage } from '../http/list-page.ts';
import { callerOf } from '../session/caller.ts';
import { readableToolGroup, TOOL_GROUPS_URL } from '../tool-group/readable.ts';
import { changeAnswer, membershipAnswer, reasonsAnswer, toolAnswer } from './answers.ts';
import { changedDefinition, NO_DEFINITION } from './changed-definition.ts';
import type { MembershipReader } from './membership-reader.ts';
import type { PreviewDesk } from './preview-desk.ts';
import { previewedEvents } from './previewed-events.ts';

const tags = ['resolution'];

const catalogToolId = z
  .string()
  .regex(/^[^:]{1,40}:.{1,471}$/s, 'must be `{sourceId}:{operationId}`, at most 512 characters');

/** Near misses are for a look, not for work. */
const NEAR_MISSES = 20;

/** Which tools groups have, and why. */
export const resolutionRoutes: FastifyPluginCallbackZod<{
  readonly documents: DocumentQueries;
  readonly scan: DocumentScan;
  readonly reader: AggregateReader;
  readonly memberships: MembershipReader;
  readonly previews: PreviewDesk;
}> = (app, { documents, scan, reader, memberships, previews }, done) => {
  app.get(
    `${TOOL_GROUPS_URL}/:id/tools`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Which tools a group has, and why',
        description:
          'Every tool that the group’s definition is about: those it has, and those it would have but for what speaks against them. `memberships` says ' +
          'whether they are those of the revision that is shown and of the whole catalogue.',
        params: z.strictObject({ id: aggregateId }),
        querystring: listGroupToolsQuery,
        response: { 200: groupTools },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const group = await reader.read<ToolGroupDocument>(readableToolGroup, id);
      const where = { groupId: id, ...defined({ isResolved: flagOf(request.query.resolved) }) };
      const { revision } = group.document;
      const { found, state } = await memberships.read(id, revision, () =>
        listPage<MembershipDocument, ReturnType<typeof membershipAnswer>>(
          { documents, request, reply },
          { collection: MEMBERSHIPS, where, orders: { name: 'nameOrder' } },
          membershipAnswer,
        ),
      );
      reply.header('cache-control', 'private, no-cache');
      if (group.isBehind || state.status !== 'current') reply.header('consistency', 'pending');
      return { ...found, revision, consistency: group.consistency, memberships: state };
    },
  );

  app.get(
    '/api/v1/tools/:id/groups',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Which groups a tool is in, and why',
        params: z.strictObject({ id: catalogToolId }),
        querystring: listGroupsOfToolQuery,
        response: { 200: pageOf(groupOfTool, 'GroupOfToolPage') },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { cursor, limit, resolved } = request.query;
      const { items, next } = await documents.list<MembershipDocument>({
        collection: MEMBERSHIPS,
        where: { toolId: id, ...defined({ isResolved: flagOf(resolved) }) },
        sort: { field: 'groupId', descending: false },
        limit,
        ...defined({ cursor }),
      });
      if (items.length === 0) await refuseUnknownTool(documents, id);
      const groups = await groupsOf(
        scan,
        items.map(({ groupId }) => groupId),
      );
      reply.header('link', linksOf(request.url, next));
      return {
        // A group that was deleted a moment ago is none any more.
        items: items.flatMap(({ groupId: toolGroupId, isResolved, reasons }) => {
          const group = groups.get(toolGroupId);
          return group === undefined
            ? []
            : [{ toolGroupId, ...group, isResolved, reasons: reasonsAnswer(reasons) }];
        }),
        ...defined({ next }),
      };
    },
  );

  app.post(
    `${TOOL_GROUPS_URL}/preview`,
    {
      config: { access: 'viewer', scope: 'groups:read' },
      schema: {
        tags,
        summary: 'What a changed definition would do',
        description:
          'Who would join and who would leave, each with why, and which tools are near misses, on the catalogue as it is now; with a `name`, ' +
          'also which events saving it would write. Nothing is changed.',
        querystring: noQuery,
        body: previewBody,
        response: { 200: groupPreview },
      },
    },
    async (request, reply) => {
      const { toolGroupId, limit, ...wish } = request.body;
      const signal = endOfRequest(request, reply);
      const group =
        toolGroupId === undefined
          ? undefined
          : (await reader.read<ToolGroupDocument>(readableToolGroup, toolGroupId)).document;
      const before = group ?? NO_DEFINITION;
      const after = changedDefinition(before, wish);
      const events = eventsOf(request, group, wish);
      const limits = { changes: limit, nearMisses: NEAR_MISSES };
      const { totals, catalogSize, joining, leaving, nearMisses, hasMoreNearMisses, unknownToolIds } =
        await previews.preview(before, after, limits, signal);
      return {
        revision: group?.revision ?? null,
        totals: { ...totals, catalog: catalogSize },
        selectorIds: after.selectors.map(({ id }) => id),
        joining: joining.map(changeAnswer),
        leaving: leaving.map(changeAnswer),
        nearMisses: nearMisses.map(({ tool, ...miss }) => ({ tool: toolAnswer(tool), ...miss })),
        hasMoreNearMisses,
        unknownToolIds: [...unknownToolIds],
        events: events === null ? null : { total: events.length, items: events.slice(0, limit) },
      };
    },
  );
  done();
};

/** What saving would write; of a definition without a name it is not asked. */
function eventsOf(
  request: FastifyRequest,
  group: StoredDocument<ToolGroupDocument> | undefined,
  { name, ...wish }: Omit<z.infer<typeof previewBody>, 'limit' | 'toolGroupId'>,
) {
  if (name === undefined) return null;
  const context = commandContextOf(request, callerOf(request).actor);
  return previewedEvents(group, { name, ...wish }, context).map(({ type, data }) => ({
    type,
    data: { ...data },
  }));
}

/** A tool that no group is about may still be one. */
async function refuseUnknownTool(documents: DocumentQueries, id: string): Promise<void> {
  if ((await documents.get('tools', id)) !== undefined) return;
  throw new CodedError('not-found', 'tool-not-found', `There is no tool ${id}, and no group names it`);
}

async function groupsOf(
  scan: DocumentScan,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly isActive: boolean }>> {
  if (ids.length === 0) return new Map();
  const { collection } = readableToolGroup;
  const fields = ['name', 'isActive'];
  const found = await scan.scan<ToolGroupDocument>({ collection, fields, ids, limit: ids.length });
  return new Map(found.map(({ id, name, isActive }) => [id, { name, isActive }]));
}
