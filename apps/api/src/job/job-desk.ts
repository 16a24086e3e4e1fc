import { type BulkWish, bulkCommandTypes, hasRole, requiredRoles } from '@tools-provider/application';
import type { CreateJobBody, JobPreview } from '@tools-provider/contracts';
import {
  type Actor,
  type BulkItem,
  type BulkJob,
  type BulkJobs,
  type BulkOutcome,
  type BulkPage,
  type BulkPaging,
  type CommandContext,
  commandIdReused,
  type DocumentQueries,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { nameOf } from '../consistency/name-of.ts';
import { defined } from '../http/defined.ts';
import { documentsOf } from './job-collection.ts';
import { previewOf } from './job-preview.ts';
import { targetsOf } from './job-targets.ts';

/** How many jobs of one person may wait or be under way: others wait behind them. */
const MAX_OPEN_JOBS = 20;

/** What is asked of jobs. */
export interface JobDeskParts {
  readonly jobs: BulkJobs;
  readonly documents: DocumentQueries;
}

/** An item with what it is called; null: it is not there (any more, or yet). */
export type NamedItem = BulkItem & { readonly name: string | null };

/** Takes wishes for many things at once, and tells how they get on. A worker does them. People see their own jobs, admins all. */
export class JobDesk {
  readonly #parts: JobDeskParts;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(parts: JobDeskParts) {
    this.#parts = parts;
  }

  /** How many a job would be about, and what it would come to. `forbidden` for those who may not ask for it. */
  async preview(body: CreateJobBody, actor: Actor): Promise<JobPreview> {
    refuseUnlessAllowed(body, actor);
    return await previewOf(body, this.#parts.documents);
  }

  /**
   * Leaves a wish, in the name of the context's actor. Sent again with the same key it changes nothing: the answer is the job as it is by
   * then. `forbidden` for those who may not ask for it; `conflict` (code `too-many-jobs`) for somebody with too many that are not over.
   */
  async request(
    body: CreateJobBody,
    context: CommandContext,
  ): Promise<{ readonly job: BulkJob; readonly isRepeated: boolean }> {
    const { jobs, documents } = this.#parts;
    const { actor, commandId: id, requestHash = id, correlationId, traceparent } = context;
    refuseUnlessAllowed(body, actor);
    const known = context.requestHash === undefined ? undefined : await jobs.get(id);
    if (known !== undefined) {
      if (known.requestHash !== requestHash) throw commandIdReused();
      return { job: known, isRepeated: true };
    }
    await this.#refuseTooMany(actor);
    const targets = await targetsOf(body, documents);
    const request = {
      id,
      wish: wishOf(body),
      requestedBy: { id: actor.id, name: actor.name, roles: [...actor.roles] },
      requestHash,
      correlationId,
      traceparent,
      requestedAt: context.occurredAt,
    };
    const asked = await this.#inTurn(actor.id, async () => {
      await this.#refuseTooMany(actor);
      return await jobs.request(request, targets);
    });
    return { job: asked, isRepeated: false };
  }

  /** The newest jobs first. */
  list(actor: Actor, paging: BulkPaging): Promise<BulkPage<BulkJob>> {
    return this.#parts.jobs.list({
      ...paging,
      ...(hasRole(actor, 'admin') ? {} : { requesterId: actor.id }),
    });
  }

  /** A job that somebody sees; else `not-found`. */
  async get(id: string, actor: Actor): Promise<BulkJob> {
    const job = await this.#parts.jobs.get(id);
    if (job !== undefined && (job.requestedBy.id === actor.id || hasRole(actor, 'admin'))) return job;
    throw new CodedError('not-found', 'job-not-found', `There is no job ${id}, or it is somebody else's`);
  }

  /** What became of a job's items, in their order, with what they are called now. */
  async items(
    id: string,
    actor: Actor,
    wanted: BulkPaging & { readonly outcome?: BulkOutcome },
  ): Promise<BulkPage<NamedItem>> {
    const { jobs, documents } = this.#parts;
    const { action } = (await this.get(id, actor)).wish as BulkWish;
    const { items, next } = await jobs.items(id, wanted);
    const found = await documentsOf(
      action,
      items.map(({ target }) => target),
      documents,
    );
    return {
      items: items.map((item) => ({ ...item, name: nameOf(found.get(item.target)) })),
      ...defined({ next }),
    };
  }

  /** Ends a job; what is done stays. One that is over stays as it is. */
  async cancel(id: string, actor: Actor): Promise<BulkJob> {
    const job = await this.get(id, actor);
    return (await this.#parts.jobs.cancel(id, new Date().toISOString())) ?? (await this.get(job.id, actor));
  }

  /** One after the other for each person: many requests at once are no way around the limit. */
  #inTurn<Result>(personId: string, work: () => Promise<Result>): Promise<Result> {
    const done = (this.#turns.get(personId) ?? Promise.resolve()).then(work);
    const turn = done
      .catch(() => undefined)
      .finally(() => {
        if (this.#turns.get(personId) === turn) this.#turns.delete(personId);
      });
    this.#turns.set(personId, turn);
    return done;
  }

  async #refuseTooMany({ id }: Actor): Promise<void> {
    const { queued, running } = await this.#parts.jobs.countOpen(id);
    if (queued + running < MAX_OPEN_JOBS) return;
    throw new CodedError(
      'conflict',
      'too-many-jobs',
      `${id} has ${queued + running} jobs that are not over; wait for one, or cancel one`,
    );
  }
}

/** What the command of each item will demand is demanded here already. */
function refuseUnlessAllowed({ action }: CreateJobBody, actor: Actor): void {
  const role = requiredRoles[bulkCommandTypes[action]];
  if (!hasRole(actor, role))
    throw new CodedError('forbidden', 'role-missing', `${action} needs the role ${role}`);
}

function wishOf(body: CreateJobBody): BulkWish {
  const { ids: _, filter: __, dryRun: ___, ...wish } = body;
  return wish;
}
