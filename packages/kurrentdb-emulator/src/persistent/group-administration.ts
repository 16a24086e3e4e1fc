import type { GroupRegistry } from './group-registry.ts';
import type { GroupKey } from './group-settings.ts';

/** How far a group is. */
export interface GroupProgress {
  /** The revision of the group's stream up to which nothing is outstanding by its last checkpoint, −1 for none. */
  readonly checkpoint: number;
  /** How many messages were delivered since the group began to work, each delivery counted. */
  readonly delivered: number;
  readonly inFlight: number;
  readonly parked: number;
}

/** What tests do to a group that an operator, a mishap or a restored backup would do. */
export interface GroupAdministration {
  readonly progress: GroupProgress;
  delete(): Promise<void>;
  /** Delivers what is parked once more. */
  replayParked(): void;
  /** Has the group go on behind an earlier revision of its stream. */
  restoreCheckpoint(revision: number): Promise<void>;
}

/** The administration of one group; each use of it throws when there is no such group at that time. */
export function administerGroup(registry: GroupRegistry, key: GroupKey): GroupAdministration {
  return {
    get progress() {
      const { checkpoints, load, parked } = registry.get(key);
      const { delivered, inFlight } = load;
      return { checkpoint: checkpoints.written, delivered, inFlight, parked: parked.count };
    },
    delete: () => registry.delete(key),
    replayParked: () => registry.get(key).replayParked(undefined),
    restoreCheckpoint: (revision) => registry.restoreCheckpoint(key, revision),
  };
}
