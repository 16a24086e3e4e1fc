import type { ReadDocument } from '@tools-provider/event-sourcing';

/** What something is called, as the read side has it now: its name, or a task's title; null when it is not there. */
export function nameOf(document: ReadDocument | undefined): string | null {
  const { name, title = name } = (document ?? {}) as { readonly name?: string; readonly title?: string };
  return title ?? null;
}
