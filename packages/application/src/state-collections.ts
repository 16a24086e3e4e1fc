/** Where the aggregates are kept that are stored as their state. */
export const stateCollections = { views: 'views', preferences: 'preferences' } as const;
