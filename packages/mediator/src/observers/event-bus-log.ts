import type { EventMessage } from '../message.ts';
import type { EventBusLog } from './event-observer.ts';

/** A log that writes nothing. */
export const SILENT_LOG: EventBusLog = { debug: () => {}, error: () => {} };

/** The same log, except that an error of its own reaches nobody: writing a line must not keep an event from an observer. */
export function harmless(log: EventBusLog): EventBusLog {
  const write = (level: 'debug' | 'error') => (fields: object, message: string) => {
    try {
      log[level](fields, message);
    } catch {
      // There is nowhere left to say so.
    }
  };
  return { debug: write('debug'), error: write('error') };
}

/** What a line says of an event: its id where it has one, else its type. */
export function idOf(event: EventMessage): string {
  return 'id' in event && typeof event.id === 'string' ? event.id : event.type;
}
