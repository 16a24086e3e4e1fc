import { type CodedError, isCoded } from '@tools-provider/mediator';
import { unreadableDocument } from '../errors.ts';
import type { ImportLimits } from '../import-limits.ts';
import { readMcpTools } from '../mcp/read-mcp-tools.ts';
import { readOpenApiDocument } from '../openapi/read-open-api-document.ts';
import type { ToolInventory } from '../tool-inventory.ts';

/** What a thread is asked. */
export interface ReadTask {
  /** The document, or what an MCP server listed as JSON. */
  readonly text: string;
  readonly limits: ImportLimits;
  /** Its first number becomes 1 when the thread begins. */
  readonly begun: Int32Array;
}

/** What a thread answers. Errors lose their class on the way, so a refusal travels as data. */
export type ReadAnswer =
  | { readonly inventory: ToolInventory }
  | { readonly refusal: Pick<CodedError, 'kind' | 'code' | 'message' | 'places'> };

/** The tools of an OpenAPI document. */
export function openApi(task: ReadTask): ReadAnswer {
  return answerTo(task, readOpenApiDocument);
}

/** The tools that an MCP server has listed. */
export function mcp(task: ReadTask): ReadAnswer {
  return answerTo(task, readMcpTools);
}

function answerTo(
  { text, limits, begun }: ReadTask,
  read: (text: string, limits: ImportLimits) => ToolInventory,
): ReadAnswer {
  Atomics.store(begun, 0, 1);
  try {
    return { inventory: read(text, limits) };
  } catch (error) {
    const { kind, code, message, places } = isCoded(error) ? error : unexpected();
    return { refusal: { kind, code, message, places } };
  }
}

// Whatever a parser trips over, it is the document that made it do so.
function unexpected(): CodedError {
  return unreadableDocument('The document cannot be read', [{ pointer: '', detail: 'cannot be read' }]);
}
