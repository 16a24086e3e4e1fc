import { randomUUID } from 'node:crypto';
import type { ProjectionList, RebuildJobBody } from '@tools-provider/contracts';
import {
  ALL_PROJECTIONS,
  type RebuildJobs,
  type RebuildKind,
  type RebuildStore,
  rebuildJobJson,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';

/** What is asked of rebuilds and verifications. */
export interface RebuildDeskParts {
  readonly jobs: RebuildJobs;
  readonly store: Pick<RebuildStore, 'describe'>;
  /** The collections of all projections. */
  readonly projections: readonly string[];
}

/** Takes wishes for rebuilds and verifications, and tells how they get on. A worker does them. */
export class RebuildDesk {
  readonly #parts: RebuildDeskParts;

  constructor(parts: RebuildDeskParts) {
    this.#parts = parts;
  }

  /** All projections, as they are shown, and the newest job of each kind. */
  async list(): Promise<ProjectionList> {
    const { store, jobs, projections } = this.#parts;
    const [described, active, rebuild, verify] = await Promise.all([
      store.describe(projections),
      jobs.active(),
      this.#newestOf('rebuild'),
      this.#newestOf('verify'),
    ]);
    const items = described.map(({ projection, generation, documents }) => {
      const concerns = active?.projection === projection || active?.projection === ALL_PROJECTIONS;
      const job = concerns && active !== undefined ? rebuildJobJson(active) : null;
      return { name: projection, collection: projection, generation, documents, job };
    });
    return { items, newest: { rebuild, verify } };
  }

  /** Leaves a wish; `conflict` while another one waits or is under way. */
  async request(kind: RebuildKind, projection: string, requestedBy: string): Promise<RebuildJobBody> {
    this.#refuseUnknown(projection);
    const { jobs } = this.#parts;
    return rebuildJobJson(await jobs.request({ id: randomUUID(), kind, projection, requestedBy }));
  }

  /** The newest one of a kind; `not-found` when there never was one. */
  async newest(kind: RebuildKind, projection: string): Promise<RebuildJobBody> {
    this.#refuseUnknown(projection);
    const job = await this.#parts.jobs.newest(kind, projection);
    if (job !== undefined) return rebuildJobJson(job);
    throw new CodedError('not-found', 'no-rebuild', `Nobody has asked for a ${kind} of ${projection} yet`);
  }

  /** Ends the one that waits or is under way; `not-found` when there is none. */
  async cancel(kind: RebuildKind, projection: string): Promise<RebuildJobBody> {
    this.#refuseUnknown(projection);
    const { jobs } = this.#parts;
    const newest = await jobs.newest(kind, projection);
    const cancelled = newest === undefined ? undefined : await jobs.cancel(newest.id);
    if (cancelled !== undefined) return rebuildJobJson(cancelled);
    throw new CodedError('not-found', 'no-rebuild', `No ${kind} of ${projection} waits or is under way`);
  }

  async #newestOf(kind: RebuildKind): Promise<RebuildJobBody | null> {
    const { jobs, projections } = this.#parts;
    const all = await Promise.all(projections.map((name) => jobs.newest(kind, name)));
    const [newest] = all
      .filter((job) => job !== undefined)
      .toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt));
    return newest === undefined ? null : rebuildJobJson(newest);
  }

  #refuseUnknown(projection: string): void {
    const { projections } = this.#parts;
    if (projection === ALL_PROJECTIONS || projections.includes(projection)) return;
    const known = [...projections, ALL_PROJECTIONS].join(', ');
    throw new CodedError(
      'not-found',
      'projection-not-found',
      `There is no projection ${projection}, only ${known}`,
    );
  }
}
