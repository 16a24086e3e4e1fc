import { fetchFailed, fetchRefused, unreadableDocument } from './errors.ts';
import type { FetchPolicy } from './fetch/fetch-policy.ts';
import { GuardedFetch } from './fetch/guarded-fetch.ts';
import { DEFAULT_LIMITS, type ImportLimits } from './import-limits.ts';
import { listMcpTools } from './mcp/list-mcp-tools.ts';
import { ReaderThreads } from './threads/reader-threads.ts';
import type { ToolInventory } from './tool-inventory.ts';

const ACCEPT = 'application/json, application/yaml;q=0.9, text/yaml;q=0.9, */*;q=0.5';

/** What an importer is made with. */
export interface ImporterOptions {
  readonly policy: FetchPolicy;
  readonly limits?: Partial<ImportLimits>;
}

/**
 * Reads the tools of sources. What it throws is always a `CodedError`. `invalid`: `unreadable-document`, `external-reference`,
 * `source-too-large`, `import-limit-exceeded`, `invalid-url`. `refused`: `address-not-allowed`, `fetch-refused`, `not-an-mcp-server`.
 * `unavailable`: `fetch-failed`, `import-busy`.
 */
export class ToolImporter {
  readonly #limits: ImportLimits;
  readonly #threads: ReaderThreads;
  readonly #guarded: GuardedFetch;

  constructor({ policy, limits }: ImporterOptions) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#threads = new ReaderThreads(this.#limits);
    this.#guarded = new GuardedFetch(policy, {
      maxBytes: this.#limits.maxDocumentBytes,
      timeoutMs: this.#limits.fetchTimeoutMs,
    });
  }

  /**
   * The tools of an OpenAPI 3.0, 3.1 or 3.2 document, one for each operation: from JSON or YAML text, or from what was parsed of it. What
   * the document gets wrong is a warning with its place, as long as its operations can be read.
   */
  async readDocument(document: unknown): Promise<ToolInventory> {
    return await this.#threads.read('openApi', typeof document === 'string' ? document : asJson(document));
  }

  /** The tools of the OpenAPI document, or of the MCP server over Streamable HTTP, at a URL. */
  async readUrl(kind: 'openapi' | 'mcp', url: string): Promise<ToolInventory> {
    return kind === 'mcp' ? await this.#readMcpServer(url) : await this.#readOpenApi(url);
  }

  /** Ends threads and connections; what is being read is given up. */
  async close(): Promise<void> {
    await Promise.all([this.#threads.close(), this.#guarded.close()]);
  }

  async #readOpenApi(url: string): Promise<ToolInventory> {
    const { status, body } = await this.#guarded.fetch(url, { headers: { accept: ACCEPT } });
    if (status >= 500 || status === 429) throw fetchFailed(`the server answers with ${status}`);
    if (status !== 200) throw fetchRefused(`answers with ${status}`);
    return await this.readDocument(body.toString('utf8'));
  }

  async #readMcpServer(url: string): Promise<ToolInventory> {
    const listing = await listMcpTools(url, this.#guarded, {
      maxBytes: this.#limits.maxDocumentBytes,
      maxPages: this.#limits.maxPages,
      timeoutMs: this.#limits.fetchTimeoutMs,
    });
    return await this.#threads.read('mcp', asJson(listing));
  }
}

function asJson(document: unknown): string {
  try {
    return JSON.stringify(document) ?? 'null';
  } catch (cause) {
    const places = [{ pointer: '', detail: 'cannot be written as JSON' }];
    throw unreadableDocument('The document cannot be read', places, cause);
  }
}
