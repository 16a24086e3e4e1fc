/** Every filter that is by equality, followed by every order, so that a page costs the same however many documents there are. */
function each(filters: readonly string[], orders: readonly string[]): readonly (readonly string[])[] {
  return filters.flatMap((filter) => orders.map((order) => [filter, order]));
}

const TOOL_GROUP_ORDERS = ['nameOrder', 'createdAt', 'updatedAt'] as const;
const TASK_ORDERS = ['titleOrder', 'createdAt', 'updatedAt', 'dueOrder'] as const;
const CATALOG_ORDERS = ['nameOrder', 'createdAt', 'updatedAt'] as const;
const TOOL_ORDERS = ['nameOrder', 'discoveredAt', 'updatedAt'] as const;

/**
 * The collections of the projections, with what their lists are filtered and sorted by: what indexes are made for, several fields in one
 * where a list is filtered by one and sorted by the other. A filter that few documents pass has an index of its own.
 */
export const collectionSpecs = [
  {
    name: 'tool-groups',
    indexedFields: [
      ...TOOL_GROUP_ORDERS,
      ...each(['isActive', 'requiresApproval', 'createdBy'], TOOL_GROUP_ORDERS),
      'hasActivationRequest',
      'searchWords',
    ],
  },
  {
    name: 'tasks',
    indexedFields: [
      ...TASK_ORDERS,
      ...each(['status', 'assigneeId'], TASK_ORDERS),
      'priority',
      'department',
      'createdBy',
      'isDecision',
      'openDueOrder',
      'searchWords',
    ],
  },
  {
    name: 'sources',
    indexedFields: [...CATALOG_ORDERS, 'isEnabled', 'health', 'kind', 'searchWords'],
  },
  {
    name: 'tools',
    indexedFields: [
      ...TOOL_ORDERS,
      ...each(['sourceId', 'isAvailable'], TOOL_ORDERS),
      ['sourceId', 'revision'],
      'status',
      'isEnabled',
      'method',
      'tags',
      'labelIds',
      'searchWords',
    ],
  },
  { name: 'labels', indexedFields: [...CATALOG_ORDERS, 'searchWords'] },
] as const;
