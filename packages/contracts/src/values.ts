// Nothing here may load zod: browsers read these values before they check anything.

/** What the CloudEvents' `type` begins with, before the stored event type. */
export const CLOUD_EVENT_TYPE_PREFIX = 'io.tools-provider.';

/** How long a tool's id may be. */
export const MAX_TOOL_ID_LENGTH = 512;

/** The aggregates that have streams, by the names used in URLs. */
export const aggregateNames = ['tool-group', 'task', 'source', 'label'] as const;

/** What events can be about. */
export const auditedAggregates = ['tool-group', 'task', 'source', 'label', 'view', 'service-token'] as const;

/** Where a task may be. */
export const taskStatuses = ['pending', 'in_progress', 'completed', 'cancelled'] as const;

/** How urgent a task may be, the least first. */
export const taskPriorities = ['low', 'medium', 'high', 'urgent'] as const;

/** The orders of the list of tasks; a leading `-` means descending. By `dueAt` tasks without a due date come last. */
export const taskSorts = [
  'title',
  '-title',
  'updatedAt',
  '-updatedAt',
  'createdAt',
  '-createdAt',
  'dueAt',
  '-dueAt',
] as const;

/** The orders of the list of tool groups. */
export const toolGroupSorts = [
  'name',
  '-name',
  'updatedAt',
  '-updatedAt',
  'createdAt',
  '-createdAt',
] as const;

/** The orders of the list of tools. */
export const toolSorts = [
  'name',
  '-name',
  'discoveredAt',
  '-discoveredAt',
  'updatedAt',
  '-updatedAt',
] as const;

/** Whether a tool's source has it still. */
export const toolStatuses = ['active', 'deprecated'] as const;

/** How a source tells its tools: an OpenAPI document, or an MCP server. */
export const sourceKinds = ['openapi', 'mcp'] as const;

/** How well a source can be read, also when it was not read yet. */
export const sourceHealths = ['unknown', 'healthy', 'degraded', 'unhealthy'] as const;

/** What can come of one thing that a job is about. */
export const jobOutcomes = ['waiting', 'done', 'unchanged', 'refused', 'not-found', 'failed'] as const;

/** What a caller may do: `viewer` reads, `operator` curates groups and tasks, `admin` also deletes and repairs. */
export const roles = ['viewer', 'operator', 'admin'] as const;

/** What a service may be let do; `…:write` does not include `…:read`. */
export const serviceTokenScopes = [
  'feed:read',
  'groups:read',
  'groups:write',
  'tasks:read',
  'tasks:write',
  'catalogue:read',
  'catalogue:write',
  'pipeline:read',
] as const;

/** The people one can sign in as in development, without a password. */
export const personas = [
  { persona: 'viewer', id: 'vera', name: 'Vera Viewer', roles: ['viewer'] },
  { persona: 'operator', id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  { persona: 'admin', id: 'ada', name: 'Ada Admin', roles: ['operator', 'admin'] },
] as const satisfies readonly {
  persona: (typeof roles)[number];
  id: string;
  name: string;
  roles: readonly (typeof roles)[number][];
}[];
