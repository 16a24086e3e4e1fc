import { type CatalogTool, type SelectableTool, selectable } from '@tools-provider/domain';
import type { DocumentScan, ReadDocument } from '@tools-provider/event-sourcing';

/** A tool as the mirror has it. */
export interface MirroredTool extends CatalogTool {
  readonly sourceId: string;
}

const TOOLS = 'tools';
const SOURCES = 'sources';

/** What is read of a tool: what the resolution looks at, and nothing else. */
const FIELDS = [
  'sourceId',
  'sourceName',
  'isSourceEnabled',
  'name',
  'method',
  'path',
  'tags',
  'labelIds',
  'status',
  'isEnabled',
] as const;

const PAGE = 1_000;

type Read = ReadDocument & MirroredTool;

/** The catalogue in memory, as far as the resolution looks at it. It is as new as its last load or refresh. */
export class CatalogMirror {
  readonly #scan: DocumentScan;
  #generation: number | undefined;
  #tools = new Map<string, SelectableTool<MirroredTool>>();
  /** Up to which revision of each source its tools are known. */
  #known = new Map<string, number>();

  constructor(scan: DocumentScan) {
    this.#scan = scan;
  }

  /** All tools, in no particular order that anybody may rely on. */
  get tools(): ReadonlyMap<string, SelectableTool<MirroredTool>> {
    return this.#tools;
  }

  /** Reads everything anew; until it is there, what was there before stays. */
  async load(): Promise<void> {
    const known = new Map<string, number>();
    for await (const { id, revision } of this.#pages<ReadDocument>({ collection: SOURCES, fields: [] })) {
      known.set(id, revision);
    }
    const tools = new Map<string, SelectableTool<MirroredTool>>();
    for await (const row of this.#pages<Read>({ collection: TOOLS, fields: FIELDS })) {
      tools.set(row.id, selectable(toTool(row)));
    }
    this.#tools = tools;
    this.#known = known;
  }

  /** Brings everything up to the documents of a generation as they are now; of the one that is known already only what has changed is read. */
  async catchUp(generation: number): Promise<void> {
    if (this.#generation !== generation) {
      await this.load();
      this.#generation = generation;
      return;
    }
    const gone = new Set(this.#known.keys());
    const changed: string[] = [];
    for await (const { id, revision } of this.#pages<ReadDocument>({ collection: SOURCES, fields: [] })) {
      gone.delete(id);
      if (this.#known.get(id) !== revision) changed.push(id);
    }
    await this.refresh([...gone, ...changed]);
  }

  /** Reads what has changed of some sources. Answers the ids of the tools that are other than before, gone or new. */
  async refresh(sourceIds: Iterable<string>): Promise<readonly string[]> {
    const changed: string[] = [];
    for (const sourceId of new Set(sourceIds)) changed.push(...(await this.#refreshSource(sourceId)));
    return changed;
  }

  async #refreshSource(sourceId: string): Promise<readonly string[]> {
    // Read before the tools: they are at least as new.
    const [source] = await this.#scan.scan({ collection: SOURCES, fields: [], ids: [sourceId], limit: 1 });
    if (source === undefined) return this.#forget(sourceId, new Set());
    const known = this.#known.get(sourceId) ?? -1;
    // A source that was set back, as by a store that was restored.
    const isSetBack = source.revision < known;
    const query = {
      collection: TOOLS,
      fields: FIELDS,
      where: { sourceId },
      ...(isSetBack ? {} : { behindRevision: known }),
    };
    const changed: string[] = [];
    const seen = new Set<string>();
    for await (const row of this.#pages<Read>(query)) {
      seen.add(row.id);
      const tool = toTool(row);
      if (isSame(this.#tools.get(row.id)?.tool, tool)) continue;
      this.#tools.set(row.id, selectable(tool));
      changed.push(row.id);
    }
    if (isSetBack) changed.push(...this.#forget(sourceId, seen));
    this.#known.set(sourceId, source.revision);
    return changed;
  }

  #forget(sourceId: string, except: ReadonlySet<string>): readonly string[] {
    const gone = [...this.#tools.values()].flatMap(({ tool }) =>
      tool.sourceId === sourceId && !except.has(tool.id) ? [tool.id] : [],
    );
    for (const id of gone) this.#tools.delete(id);
    if (except.size === 0) this.#known.delete(sourceId);
    return gone;
  }

  async *#pages<Document extends ReadDocument>(query: Parameters<typeof pagesOf>[1]) {
    yield* pagesOf<Document>(this.#scan, query);
  }
}

/** All documents that a query is for, page after page. */
export async function* pagesOf<Document extends ReadDocument>(
  scan: DocumentScan,
  query: Omit<Parameters<DocumentScan['scan']>[0], 'after' | 'limit'>,
): AsyncGenerator<Awaited<ReturnType<typeof scan.scan<Document>>>[number]> {
  for (let after = ''; ; ) {
    const page = await scan.scan<Document>({ ...query, after, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

function toTool(row: Omit<Read, 'projectedAt'>): MirroredTool {
  const { id, sourceId, sourceName, isSourceEnabled, name, method, path, tags, labelIds, status, isEnabled } =
    row;
  return { id, sourceId, sourceName, isSourceEnabled, name, method, path, tags, labelIds, status, isEnabled };
}

/** Both are made by {@link toTool}, with the fields in its order. */
function isSame(one: MirroredTool | undefined, other: MirroredTool): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
