import type { Attacker, AttackRequest } from './attack-request.ts';
import type { AttackedSystem } from './attacked-system.ts';
import type { DescribedApi } from './described-operation.ts';
import { Judge } from './judge-answer.ts';
import { asCurl, Sender } from './send-request.ts';
import { type Contents, changesBetween, StoreContents } from './store-contents.ts';

/** What is not as promised; its `name` is the same for every request that shows the same. */
class Finding extends Error {
  readonly about: string;

  constructor(about: string, message: string) {
    super(message);
    this.about = about;
  }
}

/** Sends one request after the other, and throws when an answer, or what it left in the stores, is not as promised. */
export class Striker {
  sent = 0;
  readonly statuses = new Map<number, number>();
  readonly operations = new Set<string>();
  readonly #apiUrl: string;
  readonly #sender: Sender;
  readonly #judge: Judge;
  readonly #stores: StoreContents;
  readonly #forgiven = new Set<string>();
  #contents: Contents | undefined;

  constructor(
    api: DescribedApi,
    system: AttackedSystem,
    tokens: Readonly<Record<Attacker, string | undefined>>,
  ) {
    this.#apiUrl = system.apiUrl;
    this.#sender = new Sender(system.apiUrl, tokens);
    this.#judge = new Judge(api);
    this.#stores = new StoreContents(system.storeUrls);
  }

  /** The codes of all refusals so far. */
  get codes(): readonly string[] {
    return [...this.#judge.codes];
  }

  async strike(request: AttackRequest): Promise<void> {
    const before = this.#contents ?? (await this.#stores.read());
    this.#contents = before;
    const answer = await this.#sender.send(request).catch((error: unknown) => {
      throw new Finding(aboutOf(request, 'no answer'), `no answer: ${error}`);
    });
    this.sent += 1;
    this.operations.add(request.operation.id);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    const findings = [...this.#judge.findings(request, answer)];
    // What a read changes is found by the refusal after it.
    if (request.operation.method !== 'GET') {
      this.#contents = await this.#stores.read();
      if (answer.status >= 400)
        findings.push(
          ...changesBetween(before, this.#contents).map(
            (change) => `refused with ${answer.status}, and ${change}`,
          ),
        );
    }
    const [first] = findings.filter((finding) => !this.#forgiven.has(aboutOf(request, finding)));
    if (first !== undefined) throw new Finding(aboutOf(request, first), findings.join('\n  '));
  }

  /** A finding and how to see it again. */
  describe(request: AttackRequest, error: unknown): string {
    const what = error instanceof Error ? error.message : String(error);
    return `${request.operation.id}: ${what}\n  ${asCurl(this.#apiUrl, request)}`;
  }

  /** Does not throw any more for what was found: the next thing is looked for. */
  forgive(error: unknown): void {
    if (error instanceof Finding) this.#forgiven.add(error.about);
    else throw error;
  }

  async close(): Promise<void> {
    this.#sender.close();
    await this.#stores.close();
  }
}

/** The same for findings that differ in values alone. */
function aboutOf({ operation }: AttackRequest, finding: string): string {
  return `${operation.id} ${finding.replaceAll(/[^a-z ]/gi, '').slice(0, 60)}`;
}
