import type { HistoryEntry } from '@tools-provider/contracts';

/** What one command did: its events, newest first, which were appended together. */
export interface HistoryCommand {
  readonly commandId: string;
  readonly actor: string;
  readonly occurredAt: string;
  /** The revision that the aggregate had afterwards. */
  readonly revision: number;
  readonly events: readonly [HistoryEntry, ...HistoryEntry[]];
}

/** Entries of a history, newest first, by the commands that they belong to. */
export function commandsOf(entries: readonly HistoryEntry[]): readonly HistoryCommand[] {
  const commands: HistoryCommand[] = [];
  for (const entry of entries) {
    const last = commands.at(-1);
    if (last?.commandId === entry.commandId) {
      commands[commands.length - 1] = { ...last, events: [...last.events, entry] };
      continue;
    }
    const { commandId, actor, occurredAt, revision } = entry;
    commands.push({ commandId, actor: actor.id, occurredAt, revision, events: [entry] });
  }
  return commands;
}

/** Who did something, as a person reads it: a saga acts by itself. */
export function actorName(id: string): string {
  return id.startsWith('saga:') ? `${id.slice('saga:'.length).replaceAll('-', ' ')} (by itself)` : id;
}

/** `v7`, or `v5–v7` for what is more than one revision. */
export function revisionsOf({ revision, events }: HistoryCommand): string {
  const first = events.at(-1)?.revision ?? revision;
  return first === revision ? `v${revision}` : `v${first}–v${revision}`;
}
