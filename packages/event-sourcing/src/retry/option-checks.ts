import { EventSourcingConfigurationError } from '../errors.ts';

/** Node.js fires a longer timer at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Checks the options of something when it is made. What cannot be meant is an {@link EventSourcingConfigurationError} that says what to give. */
export class OptionChecks {
  readonly #whose: string;

  /** `whose`: the beginning of the sentence, such as `The outbox worker`. */
  constructor(whose: string) {
    this.#whose = whose;
  }

  /** Refuses what is not a whole number from `least` to `most`. */
  wholeNumber(option: string, value: unknown, least: number, most: number): void {
    if (!isWithin(value, least, most)) this.refuse(option, value, `a whole number from ${least} to ${most}`);
  }

  /** Refuses what is not a whole number of milliseconds from `least` to `most`, or to the longest that a timer can wait. */
  milliseconds(option: string, value: unknown, least: number, most = LONGEST_TIMER_MS): void {
    if (isWithin(value, least, most)) return;
    this.refuse(option, value, `a whole number of milliseconds from ${least} to ${most}`);
  }

  /** Refuses what is not a text, and a text of blanks. */
  text(option: string, value: unknown, wanted: string): void {
    if (typeof value !== 'string' || value.trim() === '') this.refuse(option, value, wanted);
  }

  /** Refuses what does not have the method, so that it shows now and not with the first call. */
  method(option: string, value: unknown, name: string): void {
    const method = (value as Record<string, unknown> | null | undefined)?.[name];
    if (typeof method !== 'function') this.refuse(`${option}.${name}`, method, 'a function');
  }

  /** Refuses what is not a function. */
  callable(option: string, value: unknown): void {
    if (typeof value !== 'function') this.refuse(option, value, 'a function');
  }

  /** Says that an option has a value that cannot be meant, and what to give instead. */
  refuse(option: string, value: unknown, wanted: string): never {
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
    throw new EventSourcingConfigurationError(
      `${this.#whose} cannot work like this: ${option} is ${shown}: give ${wanted}`,
    );
  }
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
