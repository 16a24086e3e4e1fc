import type { AuditState, AuditStates } from '../audit/audit-state.ts';
import type { QuarantineRequest, QuarantineRequests } from '../quarantine/quarantine-requests.ts';

/** Wishes for aggregates that are set aside, and the state of an audit, for as long as the process lasts, with the semantics of the ports. */
export class InMemoryUpkeep implements QuarantineRequests, AuditStates {
  readonly #requests = new Map<string, QuarantineRequest>();
  #audit: AuditState | undefined;

  async ask(request: QuarantineRequest): Promise<void> {
    if (!this.#requests.has(request.id)) this.#requests.set(request.id, request);
  }

  async pending(limit: number): Promise<readonly QuarantineRequest[]> {
    return [...this.#requests.values()]
      .toSorted((one, other) => (one.requestedAt < other.requestedAt ? -1 : 1))
      .slice(0, limit);
  }

  async done(id: string): Promise<void> {
    this.#requests.delete(id);
  }

  async load(): Promise<AuditState | undefined> {
    return this.#audit;
  }

  async save(state: AuditState): Promise<void> {
    this.#audit = state;
  }
}
