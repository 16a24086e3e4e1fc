import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import { BufferedDocumentSession, NOTHING_BELOW } from '../reconciliation/buffered-document-session.ts';
import type { DocumentPlace } from '../reconciliation/projection.ts';
import type { DocumentWrite } from '../reconciliation/read-model-store.ts';
import { differingPaths } from './differing-paths.ts';
import { inParallel } from './in-parallel.ts';
import { PlacedDocuments } from './placed-documents.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import type { GenerationPlace, PlacedDocument } from './rebuild-store.ts';
import { foldStream } from './stream-fold.ts';

/** How many statuses or ids are read at a time. */
const PAGE = 1_000;

/** How many streams are compared side by side that may have many documents, all of which are then in memory. */
const LARGE_STREAMS = 2;

/** How many places of one document are reported. */
const MAX_PATHS = 10;

/** A document that is not what its stream says. */
export interface DocumentDifference {
  readonly stream: string;
  readonly collection: string;
  readonly id: string;
  /** Up to where the stream was folded: what is shown contains that revision. */
  readonly revision: number;
  /** Where the document differs, as JSON pointers, at most ten; empty text: there is one that should not be, or none that should be. */
  readonly paths: readonly string[];
}

/** Documents of a stream as they are stored, by id. */
interface StoredDocuments {
  readonly collection: string;
  readonly documents: ReadonlyMap<string, PlacedDocument>;
}

/** What came of comparing documents with their streams. */
export interface VerificationReport {
  /** How many streams were folded. */
  readonly checked: number;
  readonly differences: readonly DocumentDifference[];
  /** There are more differences than are reported; the rest was not looked for. */
  readonly bounded: boolean;
}

/** A stream, and up to where its documents contain it. */
export interface FoldedStreamPlace {
  readonly stream: string;
  readonly projected: number;
}

/**
 * Compares every document with what its stream gives when it is folded by itself, event by event, and finds documents that no stream has.
 * Streams move on meanwhile: `settle` answers up to where a stream's documents are now, and a difference counts only if the documents were
 * read between two equal answers.
 */
export class Verification {
  readonly #parts: RebuildParts;
  readonly #place: GenerationPlace;
  readonly #settle: (stream: string) => Promise<number>;
  readonly #documents: PlacedDocuments;
  readonly #differences: DocumentDifference[] = [];
  #checked = 0;

  constructor(parts: RebuildParts, place: GenerationPlace, settle: (stream: string) => Promise<number>) {
    this.#parts = parts;
    this.#place = place;
    this.#documents = new PlacedDocuments(parts.store, place);
    this.#settle = settle;
  }

  /** `onChecked` is told of streams that have been compared, and how many events they have. */
  async run(onChecked: (streams: number, events: number) => void): Promise<VerificationReport> {
    const { statuses, patiently, limits, origins } = this.#parts;
    for (let after = ''; !this.#isBounded; ) {
      const page = await patiently(() => statuses.listStatuses({ after, limit: PAGE }));
      const wanted = page.filter(({ stream }) => this.#parts.isWanted(stream));
      const check = async (place: FoldedStreamPlace) => {
        if (this.#isBounded) return;
        await patiently(() => this.#check(place));
        this.#checked += 1;
        onChecked(1, place.projected + 1);
      };
      const { large = [], small = [] } = Object.groupBy(wanted, ({ stream }) =>
        (origins.entitiesOf?.(stream) ?? []).length > 0 ? 'large' : 'small',
      );
      await inParallel(small, limits.parallelStreams, check);
      await inParallel(large, LARGE_STREAMS, check);
      after = page.at(-1)?.stream ?? after;
      if (page.length < PAGE) break;
    }
    for (const projection of this.#parts.projections) await this.#findOrphans(projection);
    const differences = this.#differences.slice(0, limits.reported);
    return { checked: this.#checked, differences, bounded: this.#isBounded };
  }

  get #isBounded(): boolean {
    return this.#differences.length >= this.#parts.limits.reported;
  }

  async #check(place: FoldedStreamPlace): Promise<void> {
    const { stream } = place;
    if ((await this.#differencesOf(place, this.#read(stream))).length === 0) return;
    // It was projected on meanwhile, or it differs. Reading is fast enough for what may be projected on while its events are read again.
    for (;;) {
      this.#parts.signal.throwIfAborted();
      const projected = await this.#settle(stream);
      const stored = await Array.fromAsync(this.#read(stream));
      if ((await this.#settle(stream)) !== projected) continue;
      this.#differences.push(...(await this.#differencesOf({ stream, projected }, stored)));
      return;
    }
  }

  /** What is stored of a stream in the projections it is about, page by page. */
  async *#read(stream: string): AsyncGenerator<StoredDocuments, undefined> {
    const { origins, projections } = this.#parts;
    const isOurs = ({ collection }: { readonly collection: string }) => projections.includes(collection);
    for (const { collection, id } of origins.documentsOf(stream).filter(isOurs)) {
      const stored = await this.#documents.get(collection, id);
      if (stored !== undefined) yield { collection, documents: new Map([[id, stored]]) };
    }
    for (const place of (origins.entitiesOf?.(stream) ?? []).filter(isOurs))
      for await (const documents of this.#documents.of(place))
        yield { collection: place.collection, documents };
  }

  async #differencesOf(
    place: FoldedStreamPlace,
    pages: AsyncIterable<StoredDocuments> | Iterable<StoredDocuments>,
  ): Promise<readonly DocumentDifference[]> {
    const { stream, projected } = place;
    const session = new BufferedDocumentSession(NOTHING_BELOW, NO_REVISION);
    await foldStream(this.#parts, stream, { from: NO_REVISION, to: projected }, session);
    const missing = new Map(session.writes.map((write) => [`${write.collection}/${write.id}`, write]));
    const differences: DocumentDifference[] = [];
    const compare = async (
      { collection, id }: DocumentPlace,
      expected: DocumentWrite | undefined,
      stored: PlacedDocument | undefined,
    ) => {
      const paths = await this.#pathsOf(expected, stored, stream);
      if (paths.length > 0) differences.push({ stream, collection, id, revision: projected, paths });
    };
    for await (const { collection, documents } of pages) {
      for (const [id, stored] of documents) {
        const name = `${collection}/${id}`;
        await compare({ collection, id }, missing.get(name), stored);
        missing.delete(name);
      }
    }
    for (const write of missing.values()) await compare(write, write, undefined);
    return differences;
  }

  /** A skip moves documents on past an event that the log may not even hold: then the revision says nothing. */
  async #pathsOf(
    expected: DocumentWrite | undefined,
    stored: PlacedDocument | undefined,
    stream: string,
  ): Promise<readonly string[]> {
    const paths = pathsOf(expected, stored);
    if (paths.length !== 1 || paths[0] !== '/revision') return paths;
    const status = (await this.#parts.statuses.loadStatuses([stream])).get(stream);
    const isSkipped = status?.skipped.some(
      ({ revision }) => revision === expected?.revision || revision === stored?.revision,
    );
    return isSkipped === true ? [] : paths;
  }

  /** Documents whose stream has no status, or is not in the log: nobody folds them. */
  async #findOrphans(collection: string): Promise<void> {
    const { store, statuses, origins, patiently } = this.#parts;
    for (let after: string | undefined; !this.#isBounded; ) {
      const ids = await patiently(() => store.listIds(this.#place, collection, { after, limit: PAGE }));
      const streams = new Map(ids.map((id) => [id, origins.streamOf(collection, id)]));
      const known = await patiently(() => statuses.loadStatuses([...new Set(streams.values())]));
      for (const [id, stream] of streams) {
        if ((known.get(stream)?.projected ?? NO_REVISION) === NO_REVISION)
          this.#differences.push({ stream, collection, id, revision: NO_REVISION, paths: [''] });
      }
      after = ids.at(-1);
      if (ids.length < PAGE) return;
    }
  }
}

/** Where a document differs that is stored. What is stored has passed through JSON. */
function pathsOf(expected: DocumentWrite | undefined, stored: PlacedDocument | undefined): readonly string[] {
  const { document, revision } = expected ?? {};
  if (document === undefined || stored === undefined) return document === stored ? [] : [''];
  const wanted = { ...(JSON.parse(JSON.stringify(document)) as object), revision };
  return differingPaths(wanted, { ...stored.document, revision: stored.revision }, MAX_PATHS);
}
