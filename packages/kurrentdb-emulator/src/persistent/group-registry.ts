import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventLog } from '../store/event-log.ts';
import { groupDoesNotExist, groupExists } from '../wire/errors.ts';
import { Group } from './group.ts';
import { type GroupKey, type GroupSettings, groupText } from './group-settings.ts';

/** All persistent subscriptions: kept on disk with their checkpoints, at work from the start. */
export class GroupRegistry {
  readonly #log: EventLog;
  readonly #groups = new Map<string, Group>();
  readonly #save: StatementSync;
  readonly #checkpoint: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync, log: EventLog) {
    this.#log = log;
    this.#save = database.prepare(
      `INSERT INTO groups (stream, name, settings, checkpoint) VALUES (?, ?, ?, ?)
       ON CONFLICT (stream, name) DO UPDATE SET settings = excluded.settings, checkpoint = excluded.checkpoint`,
    );
    this.#checkpoint = database.prepare('UPDATE groups SET checkpoint = ? WHERE stream = ? AND name = ?');
    this.#delete = database.prepare('DELETE FROM groups WHERE stream = ? AND name = ?');
    for (const row of database.prepare('SELECT stream, name, settings, checkpoint FROM groups').all()) {
      const key = { stream: String(row.stream), name: String(row.name) };
      const checkpoint = row.checkpoint === null ? undefined : Number(row.checkpoint);
      this.#start(key, JSON.parse(String(row.settings)), checkpoint);
    }
  }

  /** Makes a group; fulfils when it is on disk. An END becomes the revision that it means now. */
  async create(key: GroupKey, settings: GroupSettings): Promise<void> {
    if (this.#groups.has(groupText(key))) throw groupExists(key.stream, key.name);
    const fixed = this.#fixStart(key, settings);
    const group = this.#start(key, fixed, undefined);
    try {
      await this.#log.commits.enqueue(() =>
        this.#save.run(key.stream, key.name, JSON.stringify(fixed), null),
      );
    } catch (error) {
      this.#stop(group);
      throw error;
    }
  }

  /** Changes a group's settings: its consumers are dropped, and it goes on behind its last checkpoint. */
  async update(key: GroupKey, settings: GroupSettings): Promise<void> {
    const old = this.get(key);
    const fixed = this.#fixStart(key, settings);
    const isMoved = fixed.startFrom !== old.settings.startFrom;
    const { written } = old.checkpoints;
    // A checkpoint goes before a start; a new start therefore begins without one.
    const checkpoint = isMoved || written < 0 ? undefined : written;
    await this.#log.commits.enqueue(() =>
      this.#save.run(key.stream, key.name, JSON.stringify(fixed), checkpoint ?? null),
    );
    this.#stop(old);
    this.#start(key, fixed, checkpoint);
  }

  /** Sets a group back to behind an earlier revision of its stream: its consumers are dropped, and it goes on from there. */
  async restoreCheckpoint(key: GroupKey, revision: number): Promise<void> {
    const old = this.get(key);
    await this.#log.commits.enqueue(() => this.#checkpoint.run(revision, key.stream, key.name));
    this.#stop(old);
    this.#start(key, old.settings, revision);
  }

  /** Removes a group with what it has parked; its consumers are dropped. */
  async delete(key: GroupKey): Promise<void> {
    const group = this.get(key);
    await this.#log.commits.enqueue(() => this.#delete.run(key.stream, key.name));
    this.#stop(group);
    await group.parked.remove();
  }

  /** The group; an error that the clients know when there is none. */
  get(key: GroupKey): Group {
    const group = this.#groups.get(groupText(key));
    if (group === undefined) throw groupDoesNotExist(key.stream, key.name);
    return group;
  }

  /** All groups, or those of one stream. */
  list(stream?: string): Group[] {
    const groups = [...this.#groups.values()];
    return stream === undefined ? groups : groups.filter((group) => group.key.stream === stream);
  }

  /** Drops the consumers of all groups, which go on with whoever comes. */
  dropConsumers(): void {
    for (const group of this.#groups.values()) group.dropConsumers();
  }

  /** Stops all groups because the server stops. */
  close(): void {
    for (const group of this.#groups.values()) group.close('left');
  }

  #fixStart(key: GroupKey, settings: GroupSettings): GroupSettings & { startFrom: number } {
    const { startFrom } = settings;
    return {
      ...settings,
      startFrom: startFrom === 'end' ? this.#log.stream(key.stream).head + 1 : startFrom,
    };
  }

  #start(
    key: GroupKey,
    settings: GroupSettings & { startFrom: number },
    checkpoint: number | undefined,
  ): Group {
    const group = new Group({
      log: this.#log,
      key,
      settings,
      checkpoint,
      saveCheckpoint: async (revision) => {
        await this.#log.commits.enqueue(() => this.#checkpoint.run(revision, key.stream, key.name));
      },
    });
    this.#groups.set(groupText(key), group);
    return group;
  }

  #stop(group: Group): void {
    this.#groups.delete(groupText(group.key));
    group.close('dropped');
  }
}
