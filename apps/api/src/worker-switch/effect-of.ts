import type { WorkerSwitchEffect } from '@tools-provider/contracts';
import type { WorkerSwitch } from '@tools-provider/event-sourcing';

/** What a switch does, as readers see it. */
export function effectOf({ effect, subject, eventType, delayMs }: WorkerSwitch): WorkerSwitchEffect {
  return { effect, subject: subject ?? null, eventType: eventType ?? null, delayMs: delayMs ?? null };
}
