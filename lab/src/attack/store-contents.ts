import { createHash } from 'node:crypto';
import { BACKWARDS, END, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { MongoClient } from 'mongodb';

/** Where the api keeps its documents, as its addresses name no other. */
const DATABASE = 'tools_provider';

/** What the stores hold, in a few words: it changes with every event and every document. */
export interface Contents {
  readonly logEnd: string;
  /** By collection, how many documents and what they are. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Looks into the stores behind the api, to see whether something was changed. */
export class StoreContents {
  readonly #log: KurrentDBClient;
  readonly #mongo: MongoClient;
  #collections: readonly string[] | undefined;

  constructor(urls: { readonly kurrentdb: string; readonly mongodb: string }) {
    this.#log = KurrentDBClient.connectionString(urls.kurrentdb);
    this.#mongo = new MongoClient(urls.mongodb);
  }

  async read(): Promise<Contents> {
    const [logEnd, documents] = await Promise.all([this.#logEnd(), this.#documents()]);
    return { logEnd, documents };
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#log.dispose(), this.#mongo.close()]);
  }

  async #logEnd(): Promise<string> {
    for await (const { event } of this.#log.readAll({
      direction: BACKWARDS,
      fromPosition: END,
      maxCount: 1,
    })) {
      return String(event?.position?.commit);
    }
    return 'empty';
  }

  async #documents(): Promise<ReadonlyMap<string, string>> {
    const database = this.#mongo.db(DATABASE);
    this.#collections ??= (await database.listCollections({}, { nameOnly: true }).toArray()).map(
      ({ name }) => name,
    );
    const entries = this.#collections.map(async (name) => {
      const hash = createHash('sha256');
      const documents = await database
        .collection(name)
        .find({}, { sort: { _id: 1 } })
        .toArray();
      for (const document of documents) hash.update(JSON.stringify(document));
      return [name, `${documents.length} ${hash.digest('base64url')}`] as const;
    });
    return new Map(await Promise.all(entries));
  }
}

/** What is different, in words; none when nothing is. */
export function changesBetween(before: Contents, after: Contents): readonly string[] {
  const log =
    before.logEnd === after.logEnd ? [] : [`the log went on from ${before.logEnd} to ${after.logEnd}`];
  const changed = [...after.documents].filter(([name, content]) => before.documents.get(name) !== content);
  return [...log, ...changed.map(([name]) => `documents of ${name} were changed`)];
}
