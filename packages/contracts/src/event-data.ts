import { z } from 'zod';
import { catalogEventData } from './catalog-event-data.ts';
import { timestamp } from './identifiers.ts';
import { serviceTokenScope } from './service-token.ts';
import { taskApproval, taskPriority, taskStatus } from './task.ts';
import { selector } from './tool-group.ts';
import { viewList } from './view.ts';

const actorId = z.string().meta({ description: 'Id of the one who did it' });
const tool = z.string().meta({ description: "The tool's id, `{sourceId}:{operationId}`" });
const reason = z.string().nullable();
const viewQuery = z.record(z.string(), z.string()).meta({ description: "The parameters of the list's URL" });
const updated = { updatedAt: timestamp, updatedBy: actorId };

/**
 * The `data` of each CloudEvent, by its `type` without `io.tools-provider.`. A type's schema may get further fields that are optional,
 * and nothing else ever changes in it.
 */
export const eventData = {
  'group.created.v1': z.object({
    name: z.string(),
    description: z.string(),
    createdAt: timestamp,
    createdBy: actorId,
  }),
  'group.updated.v1': z
    .object({ name: z.string().optional(), description: z.string().optional(), ...updated })
    .meta({ description: 'What did not change is left out' }),
  'group.selector.added.v1': z.object({ selector, addedAt: timestamp, addedBy: actorId }),
  'group.selector.removed.v1': z.object({ selectorId: z.string(), removedAt: timestamp, removedBy: actorId }),
  'group.selectors.reordered.v1': z.object({
    selectorIds: z.array(z.string()).meta({ description: 'All of them, in their new order' }),
    reorderedAt: timestamp,
    reorderedBy: actorId,
  }),
  'group.tool.added.v1': z.object({ toolId: tool, addedAt: timestamp, addedBy: actorId }),
  'group.tool.removed.v1': z.object({ toolId: tool, removedAt: timestamp, removedBy: actorId }),
  'group.tool.excluded.v1': z.object({ toolId: tool, excludedAt: timestamp, excludedBy: actorId, reason }),
  'group.tool.included.v1': z.object({ toolId: tool, includedAt: timestamp, includedBy: actorId }),
  'group.activated.v1': z.object({
    activatedAt: timestamp,
    activatedBy: actorId,
    requestId: z.string().optional().meta({ description: 'The request that was approved' }),
  }),
  'group.deactivated.v1': z.object({ deactivatedAt: timestamp, deactivatedBy: actorId, reason }),
  'group.approval.required.v1': z.object({ requiredAt: timestamp, requiredBy: actorId }),
  'group.approval.waived.v1': z.object({ waivedAt: timestamp, waivedBy: actorId }),
  'group.activation.requested.v1': z.object({
    requestId: z.string(),
    name: z.string().meta({ description: "The group's at that time" }),
    requestedAt: timestamp,
    requestedBy: actorId,
  }),
  'group.activation.rejected.v1': z.object({
    requestId: z.string(),
    reason,
    rejectedAt: timestamp,
    rejectedBy: actorId,
  }),
  'group.deleted.v1': z.object({ deletedAt: timestamp, deletedBy: actorId }),
  'task.created.v1': z.object({
    title: z.string(),
    description: z.string(),
    status: taskStatus,
    priority: taskPriority,
    assigneeId: z.string().nullable(),
    department: z.string().nullable(),
    dueAt: timestamp.nullish(),
    approval: taskApproval.nullish(),
    createdAt: timestamp,
    createdBy: actorId,
  }),
  'task.title.updated.v1': z.object({ newTitle: z.string(), ...updated }),
  'task.description.updated.v1': z.object({ newDescription: z.string(), ...updated }),
  'task.status.updated.v1': z.object({ newStatus: taskStatus, ...updated }),
  'task.priority.updated.v1': z.object({ newPriority: taskPriority, ...updated }),
  'task.assignee.updated.v1': z.object({ newAssigneeId: z.string().nullable(), ...updated }),
  'task.department.updated.v1': z.object({ newDepartment: z.string().nullable(), ...updated }),
  'task.due.updated.v1': z.object({ newDueAt: timestamp.nullable(), ...updated }),
  'task.deleted.v1': z.object({ title: z.string(), deletedAt: timestamp, deletedBy: actorId }),
  ...catalogEventData,
  'view.created.v1': z.object({
    name: z.string(),
    list: viewList,
    query: viewQuery,
    isShared: z.boolean(),
    createdAt: timestamp,
    createdBy: actorId,
  }),
  'view.renamed.v1': z.object({ newName: z.string(), ...updated }),
  'view.query.changed.v1': z.object({ newQuery: viewQuery, ...updated }),
  'view.shared.v1': z.object(updated).meta({ description: 'Everybody sees it' }),
  'view.unshared.v1': z.object(updated).meta({ description: 'Only its owner sees it' }),
  'view.deleted.v1': z.object({ deletedAt: timestamp, deletedBy: actorId }),
  'service-token.created.v1': z.object({
    name: z.string().meta({ description: "The service's" }),
    scopes: z.array(serviceTokenScope),
    expiresAt: timestamp.nullable(),
    createdAt: timestamp,
    createdBy: actorId,
  }),
  'service-token.revoked.v1': z
    .object({ name: z.string(), revokedAt: timestamp, revokedBy: actorId })
    .meta({ description: 'The token is worth nothing any more' }),
} as const satisfies Readonly<Record<string, z.ZodObject>>;

/** The types of {@link eventData}. */
export type EventDataType = keyof typeof eventData;
