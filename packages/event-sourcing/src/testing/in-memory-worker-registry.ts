import {
  WORKER_AWAY_AFTER_MS,
  type WorkerHeartbeat,
  type WorkerRegistry,
} from '../read-side/worker-registry.ts';

/** Signs of life that last as long as the process, with the semantics of the port. */
export class InMemoryWorkerRegistry implements WorkerRegistry {
  readonly #workers = new Map<string, WorkerHeartbeat>();

  async beat(worker: WorkerHeartbeat): Promise<void> {
    this.#workers.set(worker.id, { ...worker });
  }

  async leave(id: string): Promise<void> {
    this.#workers.delete(id);
  }

  async list(): Promise<readonly WorkerHeartbeat[]> {
    const since = new Date(Date.now() - WORKER_AWAY_AFTER_MS).toISOString();
    return [...this.#workers.values()]
      .filter(({ heartbeatAt }) => heartbeatAt >= since)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }
}
