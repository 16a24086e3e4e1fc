import { ServerError } from '../errors.ts';
import type { RetryRecord } from '../storage/retry-records.ts';
import type { Engine } from './engine.ts';
import type { Transaction } from './transaction.ts';

interface SessionTransaction {
  readonly transaction: Transaction;
  readonly timer: NodeJS.Timeout;
  connection: object;
}

/** Sessions' transactions and retryable writes. A session is known by the hexadecimal text of its id. */
export class Sessions {
  readonly #engine: Engine;
  readonly #lifetimeMs: number;
  readonly #open = new Map<string, SessionTransaction>();
  readonly #latest = new Map<string, number>();
  readonly #onEnd: (transaction: Transaction) => void;

  /** `onEnd` is told of each transaction that was committed or aborted. */
  constructor(engine: Engine, lifetimeMs: number, onEnd: (transaction: Transaction) => void) {
    this.#engine = engine;
    this.#lifetimeMs = lifetimeMs;
    this.#onEnd = onEnd;
  }

  /** Starts a transaction; an older one of the session is aborted. */
  start(session: string, txnNumber: number, connection: object): Transaction {
    this.#refuseOld(session, txnNumber);
    if (
      this.#latest.get(session) === txnNumber ||
      this.#engine.retries.get(session)?.txnNumber === txnNumber
    ) {
      throw new ServerError(
        117,
        `Only servers in a sharded cluster can start a new transaction at the active transaction number`,
      );
    }
    this.#end(session, false);
    const transaction = this.#engine.begin(txnNumber);
    const timer = setTimeout(() => this.#end(session, false), this.#lifetimeMs);
    timer.unref();
    this.#open.set(session, { transaction, timer, connection });
    this.#remember(session, txnNumber);
    return transaction;
  }

  #remember(session: string, txnNumber: number): void {
    this.#latest.delete(session);
    this.#latest.set(session, txnNumber);
    if (this.#latest.size > 10_000) this.#latest.delete(this.#latest.keys().next().value as string);
  }

  #refuseOld(session: string, txnNumber: number): void {
    const latest = Math.max(
      this.#latest.get(session) ?? -1,
      this.#engine.retries.get(session)?.txnNumber ?? -1,
    );
    if (txnNumber < latest) {
      throw new ServerError(
        225,
        `Cannot use transaction number ${txnNumber}: ${latest} was already used by the session`,
      );
    }
  }

  /** The session's open transaction of this number; 251 when there is none, 256 when it is committed. */
  current(session: string, txnNumber: number, connection: object): Transaction {
    const open = this.#open.get(session);
    if (open?.transaction.txnNumber === txnNumber) {
      open.connection = connection;
      return open.transaction;
    }
    if (this.#isCommitted(session, txnNumber)) {
      throw new ServerError(256, `Transaction ${txnNumber} has been committed.`);
    }
    throw new ServerError(251, `Transaction ${txnNumber} has been aborted or was never started.`);
  }

  #isCommitted(session: string, txnNumber: number): boolean {
    const record = this.#engine.retries.get(session);
    return record?.txnNumber === txnNumber && record.isCommitted;
  }

  /** Commits; a repeat of a commit that happened, even before a restart, succeeds. */
  commit(session: string, txnNumber: number, connection: object): void {
    if (this.#isCommitted(session, txnNumber)) return;
    this.current(session, txnNumber, connection);
    this.#end(session, true);
  }

  /** Aborts the session's transaction of this number; 251 when there is none. */
  abort(session: string, txnNumber: number, connection: object): void {
    this.current(session, txnNumber, connection);
    this.#end(session, false);
  }

  #end(session: string, isCommit: boolean): void {
    const open = this.#open.get(session);
    if (!open) return;
    this.#open.delete(session);
    clearTimeout(open.timer);
    const { transaction } = open;
    try {
      if (isCommit) {
        this.#engine.commit(transaction);
        this.#engine.saveRetry(session, {
          txnNumber: transaction.txnNumber,
          isCommitted: true,
          results: new Map(),
        });
      } else this.#engine.abort(transaction);
    } catch (error) {
      this.#engine.abort(transaction);
      throw error;
    } finally {
      this.#onEnd(transaction);
    }
  }

  /** Aborts a transaction after an error, if it is still the session's open one. */
  endTransaction(session: string, transaction: Transaction): void {
    if (this.#open.get(session)?.transaction === transaction) this.#end(session, false);
  }

  /** Ends a session: its transaction is aborted. */
  endSession(session: string): void {
    this.#end(session, false);
  }

  /** A connection is gone: transactions whose last command came over it are aborted. */
  connectionClosed(connection: object): void {
    for (const [session, open] of [...this.#open]) {
      if (open.connection === connection) this.#end(session, false);
    }
  }

  /** What a retryable write of this number has done already. */
  retryRecord(session: string, txnNumber: number): RetryRecord {
    this.#refuseOld(session, txnNumber);
    const record = this.#engine.retries.get(session);
    if (record?.txnNumber === txnNumber) return record;
    this.#end(session, false);
    this.#remember(session, txnNumber);
    return { txnNumber, isCommitted: false, results: new Map() };
  }

  /** Stops all timers and aborts what is open. */
  close(): void {
    for (const session of [...this.#open.keys()]) this.#end(session, false);
  }
}
