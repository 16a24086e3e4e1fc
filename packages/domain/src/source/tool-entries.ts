import type { ToolStatus } from './kinds.ts';

/** What a source keeps of one of its tools to decide by; what the tool can do stands in its document alone. */
export interface ToolEntry {
  /** The hash of the definition that the catalogue has. */
  readonly hash: string;
  readonly status: ToolStatus;
  /** Whether operators let agents use it; a deprecated tool is disabled. */
  readonly isEnabled: boolean;
  readonly disabledReason: string | null;
  /** What an operator calls it; `null`: as its document does. */
  readonly name: string | null;
  /** What an operator says that it does; `null`: what its document says. */
  readonly description: string | null;
  readonly labelIds: readonly string[];
  /** The revision of the last event of its own. */
  readonly revision: number;
}

type Bucket = Readonly<Record<string, ToolEntry>>;

/**
 * A source's tools by id. They stand in buckets, so that a state with one tool more is made by a copy of a part: a stream of ten thousand
 * tools would be folded in minutes else.
 */
export type ToolEntries = Readonly<Record<string, Bucket>>;

const BUCKETS = 128;

/** What is kept of the tool with this id, `undefined` for one that the source never had. */
export function toolEntry(entries: ToolEntries, toolId: string): ToolEntry | undefined {
  const bucket = entries[bucketOf(toolId)];
  return bucket !== undefined && Object.hasOwn(bucket, toolId) ? bucket[toolId] : undefined;
}

/** The entries with this one in the place of what there was. */
export function withToolEntry(entries: ToolEntries, toolId: string, entry: ToolEntry): ToolEntries {
  const bucket = bucketOf(toolId);
  return { ...entries, [bucket]: { ...entries[bucket], [toolId]: entry } };
}

/** Every tool that the source has or had, by id, in no order that means anything. */
export function allToolEntries(entries: ToolEntries): readonly (readonly [string, ToolEntry])[] {
  return Object.values(entries).flatMap((bucket) => Object.entries(bucket));
}

function bucketOf(toolId: string): string {
  let hash = 0;
  for (let index = 0; index < toolId.length; index += 1) {
    hash = (hash * 31 + toolId.charCodeAt(index)) % 1_000_003;
  }
  return String(hash % BUCKETS);
}
