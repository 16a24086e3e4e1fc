/** The collections of the projections, with the fields their lists are filtered and sorted by: what indexes are made for. */
export const collectionSpecs = [
  { name: 'tool-groups', indexedFields: ['searchText', 'createdAt', 'updatedAt', 'isActive'] },
  {
    name: 'tasks',
    indexedFields: ['searchText', 'createdAt', 'updatedAt', 'status', 'priority', 'assigneeId', 'dueOrder'],
  },
] as const;
