import type { JobProgress } from './rebuild-job.ts';

/** Over how long the rate is taken, in milliseconds. */
const WINDOW_MS = 5_000;

/** Counts what a job does, and says how fast it is and how long it will take. */
export class ProgressMeter {
  readonly #now: () => number;
  readonly #samples: { readonly at: number; readonly events: number }[] = [];
  #events = 0;
  #checkedStreams = 0;
  #totalEvents: number | undefined;

  /** `now`: milliseconds on a clock that only goes forwards. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A phase begins, in which about so many events are worked off. */
  begin(totalEvents: number | undefined): void {
    this.#events = 0;
    this.#totalEvents = totalEvents;
    this.#samples.length = 0;
    this.#samples.push({ at: this.#now(), events: 0 });
  }

  add(events: number, streams = 0): void {
    this.#events += events;
    this.#checkedStreams += streams;
  }

  /** How far it is now; the rate is that of the last seconds. */
  read(): JobProgress {
    const at = this.#now();
    this.#samples.push({ at, events: this.#events });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) >= WINDOW_MS) this.#samples.shift();
    const since = this.#samples[0] ?? { at, events: this.#events };
    const seconds = (at - since.at) / 1_000;
    const rate = seconds > 0 ? (this.#events - since.events) / seconds : 0;
    const left = this.#totalEvents === undefined ? undefined : Math.max(0, this.#totalEvents - this.#events);
    return {
      events: this.#events,
      totalEvents: this.#totalEvents === undefined ? undefined : Math.max(this.#totalEvents, this.#events),
      eventsPerSecond: Math.round(rate),
      etaSeconds: left === undefined || rate === 0 ? undefined : Math.ceil(left / rate),
      checkedStreams: this.#checkedStreams,
    };
  }
}
