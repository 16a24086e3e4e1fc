import { setTimeout as wait } from 'node:timers/promises';
import { type Command, type ErrorKind, isCoded, kindOf, type Mediator } from '@tools-provider/mediator';
import { derivedId } from '../aggregate/derived-id.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { requestHashOf } from '../commands/request-hash.ts';
import { hasCode } from '../errors.ts';
import type { RetryPolicy } from '../reconciliation/stream-reconciler.ts';
import { backoffMs } from '../retry/backoff.ts';
import type { AppendWitness } from './append-witness.ts';
import type { BulkItem, BulkJob, BulkResult } from './bulk-job.ts';
import type { BulkObserver } from './bulk-observer.ts';

/** The command of one item. */
export interface BulkCommand {
  readonly command: Command;
  /** Commands of one lane are sent one after the other, since they change the same stream; best its name. */
  readonly lane: string;
}

/** Makes commands of a job's wish. */
export interface BulkCommands {
  /** The command for one target. Throws what the item's result is to say. */
  commandOf(wish: unknown, target: string): BulkCommand;
  /** What is to be said of a command that was carried out in another way than wished, by its answer. */
  noteOf(command: Command, response: unknown): string | undefined;
}

/** What items are sent with. */
export interface ItemSenderParts {
  readonly mediator: Pick<Mediator<CommandContext>, 'execute'>;
  readonly commands: BulkCommands;
  /** Watches the store that the mediator appends to. */
  readonly witness: Pick<AppendWitness, 'hasAppended'>;
  readonly observer: BulkObserver;
  /** How often a command is sent that others overtake, or that fails for no good reason. A store that is away is waited for without end. */
  readonly retry: RetryPolicy;
}

const ABSENT: ReadonlySet<ErrorKind> = new Set(['not-found', 'gone']);

/** Sends the commands of items: in the name of who asked, under ids that depend on job and item alone, so that a repetition changes nothing. */
export class ItemSender {
  readonly #parts: ItemSenderParts;

  constructor(parts: ItemSenderParts) {
    this.#parts = parts;
  }

  /** What became of the item. Rejects only when `signal` aborts while a store is waited for: then nobody knows. */
  async send(job: BulkJob, { index, target }: BulkItem, signal: AbortSignal): Promise<BulkResult> {
    const { attempts, baseMs, maxMs } = this.#parts.retry;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { index, ...(await this.#sendOnce(job, target)) };
      } catch (error) {
        const isAway = kindOf(error) === 'unavailable';
        const mayPass = hasCode(error, 'revision-conflict') || kindOf(error) === 'defect';
        if (!isAway && !(mayPass && attempt < attempts)) return { index, ...refusalOf(error) };
        await wait(backoffMs(attempt, baseMs, maxMs), undefined, { signal });
      }
    }
  }

  async #sendOnce(job: BulkJob, target: string): Promise<Omit<BulkResult, 'index'>> {
    const { mediator, commands, witness, observer } = this.#parts;
    const { command } = commands.commandOf(job.wish, target);
    const context = contextOf(job, target, command);
    observer.reached('bulk-sending');
    const response = (await mediator.execute(command, context)) as Answer;
    observer.reached('bulk-sent');
    const { revision, isRepeated = false } = response;
    if (!witness.hasAppended(context.commandId) && !isRepeated) return { outcome: 'unchanged', revision };
    const note = commands.noteOf(command, response);
    return { outcome: 'done', revision, ...(note === undefined ? {} : { note }) };
  }
}

interface Answer {
  readonly revision: number;
  readonly isRepeated?: true;
}

function contextOf(job: BulkJob, target: string, command: Command): CommandContext {
  const commandId = derivedId(job.id, target);
  return {
    actor: job.requestedBy,
    occurredAt: new Date().toISOString(),
    commandId,
    requestHash: requestHashOf(command),
    correlationId: job.correlationId,
    causationId: job.id,
    newId: (label) => derivedId(commandId, label),
    ...(job.traceparent === undefined ? {} : { traceparent: job.traceparent }),
  };
}

/** A defect's own words may tell what is nobody's business. */
function refusalOf(error: unknown): Omit<BulkResult, 'index'> {
  if (!isCoded(error) || error.kind === 'defect') {
    return { outcome: 'failed', code: 'internal-error', reason: 'Something went wrong in the worker' };
  }
  const { kind, code, message } = error;
  return { outcome: ABSENT.has(kind) ? 'not-found' : 'refused', code, reason: message };
}
