const UUID_LENGTH = 36;

/** The source that a tool's id names. */
export function sourceOf(toolId: string): string {
  return toolId.slice(0, UUID_LENGTH);
}
