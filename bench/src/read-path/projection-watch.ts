import type { MongoDb } from '@tools-provider/mongodb';

/** Hears of each event whose documents have become visible, as the api does. */
export class ProjectionWatch {
  readonly #waiting = new Map<string, () => void>();
  readonly #ended = new AbortController();
  readonly #following: Promise<void>;

  private constructor(mongoDb: MongoDb, onOpen: () => void) {
    const onProjected = ({ stream }: { readonly stream: string }) => {
      this.#waiting.get(stream)?.();
      this.#waiting.delete(stream);
    };
    this.#following = mongoDb.signals.follow({ onOpen, onProjected }, { signal: this.#ended.signal });
  }

  /** Resolves when nothing that is projected from now on is missed. */
  static async open(mongoDb: MongoDb): Promise<ProjectionWatch> {
    const opened = Promise.withResolvers<void>();
    const watch = new ProjectionWatch(mongoDb, opened.resolve);
    await opened.promise;
    return watch;
  }

  /** Resolves when the first event of the stream is projected from now on. */
  whenVisible(stream: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(stream, resolve));
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await this.#following;
  }
}
