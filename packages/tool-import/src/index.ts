export type { FetchPolicy } from './fetch/fetch-policy.ts';
export {
  type FetchLimits,
  type GuardedAnswer,
  GuardedFetch,
  type GuardedRequest,
} from './fetch/guarded-fetch.ts';
export type { ImportLimits } from './import-limits.ts';
export { type ImporterOptions, ToolImporter } from './tool-importer.ts';
export type { ImportedTool, ImportWarning, ToolDefinition, ToolInventory } from './tool-inventory.ts';
