import { CodedError } from '@tools-provider/mediator';
import type { InventoryWarning, ToolDefinition } from './tool-definition.ts';

/** One operation of a source, and the hash that tells its definition from another. */
export interface InventoryTool {
  readonly definition: ToolDefinition;
  readonly hash: string;
}

/** What a source has at one time. */
export interface SourceInventory {
  /** Tells this inventory from another. */
  readonly hash: string;
  readonly tools: readonly InventoryTool[];
  readonly warnings: readonly InventoryWarning[];
}

const MAX_OPERATION_ID_LENGTH = 475;
const MAX_DEFINITION_BYTES = 256_000;
const MAX_WARNINGS = 200;
const MAX_PLACE_LENGTH = 500;
const MAX_DETAIL_LENGTH = 500;

/**
 * Refuses an inventory of which the catalogue could not keep every tool: `invalid` (code `invalid-inventory`), with the place of each that
 * has no operation id of 1 to 475 characters, one that another tool has, or a definition of more than 256 kB.
 */
export function refuseUnkeepable({ tools }: SourceInventory): void {
  const seen = new Set<string>();
  const places = tools.flatMap((tool, index) => {
    const { operationId } = tool.definition;
    const detail = faultOf(tool, seen);
    seen.add(operationId);
    return detail === undefined ? [] : [{ pointer: `/tools/${index}`, detail }];
  });
  if (places.length === 0) return;
  const [first] = places;
  const message = `The source has ${places.length} operations that cannot become tools; the first ${first?.detail}`;
  throw new CodedError('invalid', 'invalid-inventory', message, { places });
}

/** As many of the warnings as an event can hold, cut to its measure; one more says how many were left out. */
export function warningsToKeep(warnings: readonly InventoryWarning[]): readonly InventoryWarning[] {
  const kept = warnings.slice(0, MAX_WARNINGS).map(({ place, detail }) => ({
    place: cut(place, MAX_PLACE_LENGTH),
    detail: cut(detail, MAX_DETAIL_LENGTH),
  }));
  const left = warnings.length - kept.length;
  return left === 0 ? kept : [...kept, { place: '', detail: `and ${left} more` }];
}

function faultOf({ definition }: InventoryTool, seen: ReadonlySet<string>): string | undefined {
  const { operationId } = definition;
  if (operationId === '') return 'has no operation id';
  const name = JSON.stringify(operationId.slice(0, MAX_OPERATION_ID_LENGTH));
  if (operationId.length > MAX_OPERATION_ID_LENGTH) {
    return `has an operation id of more than ${MAX_OPERATION_ID_LENGTH} characters: ${name}…`;
  }
  if (seen.has(operationId)) return `has the operation id of another one: ${name}`;
  return Buffer.byteLength(JSON.stringify(definition)) > MAX_DEFINITION_BYTES
    ? `has a definition of more than ${MAX_DEFINITION_BYTES} bytes: ${name}`
    : undefined;
}

function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).toWellFormed()}…`;
}
