import type { Pipeline, PipelineSamples } from '@tools-provider/contracts';

/** How far apart samples are, in milliseconds, and how many are kept: those of the last five minutes. */
const STEP_MS = 2_000;
const KEPT = 150;

/** How the pipeline was in the last minutes, as far as this api has seen it. */
export class RecentSamples {
  readonly #items: PipelineSamples['items'] = [];
  #nextMs = 0;

  /** Takes a sample, unless the last one is too young. */
  note({ at, lagEvents, lagMs, eventsPerSecond }: Pipeline): void {
    const nowMs = Date.parse(at);
    if (nowMs < this.#nextMs) return;
    // Whoever calls does so on a timer of their own, which may be early by some milliseconds.
    this.#nextMs = nowMs + STEP_MS - STEP_MS / 4;
    this.#items.push({ at, lagEvents, lagMs, eventsPerSecond });
    if (this.#items.length > KEPT) this.#items.shift();
  }

  /** Those that are younger than a moment (ISO 8601), or all, the oldest first. */
  since(after = ''): PipelineSamples {
    return { stepMs: STEP_MS, items: this.#items.filter(({ at }) => at > after) };
  }
}
