/** Where the aggregates are kept that are stored as their state. */
export const stateCollections = {
  views: 'views',
  preferences: 'preferences',
  serviceTokens: 'service-tokens',
} as const;

/** These collections, with the fields of the state that aggregates are found by: what indexes are made for. */
export const stateSpecs = [
  { name: stateCollections.views, indexedFields: ['ownerId', 'isShared'] },
  { name: stateCollections.preferences, indexedFields: [] },
  { name: stateCollections.serviceTokens, indexedFields: ['createdAt'] },
] as const;
