import { EventSourcingConfigurationError } from '../errors.ts';
import type { DomainEvent } from './domain-event.ts';

/** Reads an event of an older version as one of a newer. Stored events stay as they are: this happens each time they are read. */
export interface Upcaster {
  /** The stored type, with its version: `group.created.v1`. */
  readonly type: string;
  /** What it is read as: the next version, or the same type where only fields were added. */
  readonly becomes: string;
  /** The newer data. Pure, and for the same type without effect on data that is new already. */
  readonly upcast: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** All upcasters of a product. An event passes from version to version until there is no newer one. */
export class Upcasters {
  readonly #byType = new Map<string, Upcaster>();

  /** {@link EventSourcingConfigurationError} for two upcasters of one type, and for versions that lead in a circle. */
  constructor(upcasters: readonly Upcaster[] = []) {
    for (const upcaster of upcasters) {
      if (this.#byType.has(upcaster.type)) {
        throw new EventSourcingConfigurationError(
          `There are two upcasters for ${upcaster.type}: an event can become one thing only, so remove one`,
        );
      }
      this.#byType.set(upcaster.type, upcaster);
    }
    for (const { type } of upcasters) this.#refuseCircle(type);
  }

  /** The stored types that are read as others. */
  get types(): ReadonlySet<string> {
    return new Set(this.#byType.keys());
  }

  /** The type a stored type is read as in the end. */
  newestOf(type: string): string {
    let newest = type;
    for (let step = this.#byType.get(newest); step !== undefined; step = this.#byType.get(newest)) {
      if (step.becomes === newest) break;
      newest = step.becomes;
    }
    return newest;
  }

  /** The event as the newest version of its type; the event itself when there is none newer. */
  upcast<Event extends DomainEvent>(event: Event): Event {
    let newest = event;
    for (let step = this.#byType.get(event.type); step !== undefined; step = this.#byType.get(newest.type)) {
      const { type } = newest;
      newest = { ...newest, type: step.becomes, data: step.upcast(newest.data as Record<string, unknown>) };
      if (newest.type === type) break;
    }
    return newest;
  }

  #refuseCircle(type: string): void {
    const passed = [type];
    for (let step = this.#byType.get(type); step !== undefined; step = this.#byType.get(step.becomes)) {
      if (step.becomes === step.type) return;
      if (passed.includes(step.becomes)) {
        throw new EventSourcingConfigurationError(
          `The upcasters lead in a circle, ${[...passed, step.becomes].join(' → ')}: let each lead to a newer version`,
        );
      }
      passed.push(step.becomes);
    }
  }
}
