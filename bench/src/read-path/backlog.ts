import { randomUUID } from 'node:crypto';
import { streamName, ToolGroup, toolGroupType } from '@tools-provider/domain';
import { EventSourcedRepository } from '@tools-provider/event-sourcing';
import type { KurrentDb } from '@tools-provider/kurrentdb';
import { secondsFor } from '../measure.ts';
import { newContext } from '../new-context.ts';

/** Appends whole groups of so many events each, in one append a group. Answers their streams. */
export async function writeGroups(
  kurrentDb: KurrentDb,
  { groups, eventsEach }: { readonly groups: number; readonly eventsEach: number },
): Promise<string[]> {
  const streams: string[] = [];
  await secondsFor(groups, 32, async (n) => {
    const id = randomUUID();
    await writeGroup(kurrentDb, { id, name: `Group ${n}`, events: eventsEach });
    streams.push(streamName({ aggregate: 'tool-group', id }));
  });
  return streams;
}

/** Appends one group of so many events. */
export async function writeGroup(
  kurrentDb: KurrentDb,
  { id, name, events }: { readonly id: string; readonly name: string; readonly events: number },
): Promise<void> {
  const context = newContext();
  const group = ToolGroup.create(id, { name }, context);
  for (let n = 1; n < events; n += 1) group.addSelector({ id: `sel-${n}`, namePattern: 'a*' }, context);
  await new EventSourcedRepository(toolGroupType, kurrentDb.eventStore).add(group, context);
}
