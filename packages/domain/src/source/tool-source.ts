import { AggregateRoot, type AggregateType } from '@tools-provider/event-sourcing';
import { aggregateId } from '../aggregate-id.ts';
import { choiceOf } from '../choice.ts';
import type { Stamp } from '../stamp.ts';
import { CATEGORY } from '../streams.ts';
import { limitedText, requiredText } from '../text.ts';
import { sourceDeregistered, sourceHasNoUrl, toolDeprecated, toolNotFound, tooManyLabels } from './errors.ts';
import type { SourceEvent } from './events.ts';
import { refuseUnkeepable, type SourceInventory, warningsToKeep } from './inventory.ts';
import { SOURCE_KINDS, type SourceHealth, type SourceKind } from './kinds.ts';
import { differences } from './refresh.ts';
import { evolveSource, initialSource, SOURCE_EVENT_TYPES, type SourceState } from './state.ts';
import { allToolEntries, type ToolEntries, type ToolEntry, toolEntry } from './tool-entries.ts';
import { sourceUrl } from './url.ts';

const MAX_NAME_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 4_000;
const MAX_REASON_LENGTH = 500;
const MAX_LABELS = 50;
const UNHEALTHY_FAILURES = 3;
const MAX_EVENTS = 450;
const MAX_BYTES = 850_000;
// What is stored beside an event's data: ids, actor, time, trace.
const METADATA_BYTES = 1_000;

/** A source as somebody asks for it. */
export interface NewSource {
  /** 1 to 200 characters after trimming; other sources may have it too. */
  readonly name: string;
  readonly kind: SourceKind;
  /** Where it is read, http or https, without credentials; left out for one whose document is uploaded, which must be `openapi`. */
  readonly url?: string | undefined;
}

/** Other details for a source: what is left out stays. */
export interface SourceChanges {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
}

/** What an operator says of a tool instead of its document; `null` lets the document say it, what is left out stays. */
export interface ToolChanges {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** An attempt to read a source that came to nothing. */
export interface FailedAttempt {
  /** Names the attempt: one that is reported again changes nothing. */
  readonly attemptId: string;
  readonly reason: string;
}

/**
 * A place that tools come from, and its tools: entities of the source, told by its stream. A wish that is fulfilled already raises nothing.
 * After {@link ToolSource.deregister} every other wish is refused as `gone`.
 */
export class ToolSource extends AggregateRoot<SourceState, SourceEvent> {
  /** A new source, enabled, without tools until its inventory is ingested. `invalid` unless `id` is a UUID and every detail within its bounds. */
  static register(id: string, { name, kind, url }: NewSource, { actor, occurredAt }: Stamp): ToolSource {
    const source = new ToolSource(evolveSource, aggregateId(id), initialSource);
    source.raise({
      type: 'source.registered.v1',
      data: {
        name: requiredText('name', name, MAX_NAME_LENGTH),
        kind: choiceOf('kind', kind, SOURCE_KINDS),
        url: sourceUrl(kind, url),
        registeredAt: occurredAt,
        registeredBy: actor.id,
      },
    });
    return source;
  }

  /** A source as its stream tells it. */
  static rehydrate(id: string, state: SourceState, revision: number): ToolSource {
    return new ToolSource(evolveSource, id, state, revision);
  }

  /** Gives the source another name or URL. `refused` (code `source-has-no-url`) for a URL where the document is uploaded. */
  changeDetails(details: SourceChanges, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeregistered();
    const changed: { name?: string; url?: string } = {};
    if (details.name !== undefined) {
      const name = requiredText('name', details.name, MAX_NAME_LENGTH);
      if (name !== this.state.name) changed.name = name;
    }
    if (details.url !== undefined) {
      const url = sourceUrl(this.state.kind, details.url);
      if (this.state.url === null) throw sourceHasNoUrl(this.id);
      if (url !== null && url !== this.state.url) changed.url = url;
    }
    if (Object.keys(changed).length === 0) return;
    this.raise({
      type: 'source.updated.v1',
      data: { ...changed, updatedAt: occurredAt, updatedBy: actor.id },
    });
  }

  /** Lets agents use the source's tools, as far as each is available. */
  enable({ actor, occurredAt }: Stamp): void {
    this.#refuseIfDeregistered();
    if (this.state.isEnabled) return;
    this.raise({ type: 'source.enabled.v1', data: { enabledAt: occurredAt, enabledBy: actor.id } });
  }

  /** Keeps agents from all of the source's tools; a source that is disabled keeps the reason it has. */
  disable(reason: string | undefined, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeregistered();
    if (!this.state.isEnabled) return;
    this.raise({
      type: 'source.disabled.v1',
      data: { reason: reasonOf(reason), disabledAt: occurredAt, disabledBy: actor.id },
    });
  }

  /** Says that the source could not be read: it becomes degraded, and unhealthy with the third time in a row. */
  reportFailure({ attemptId, reason }: FailedAttempt, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeregistered();
    if (this.state.failedAttemptId === attemptId) return;
    const failures = this.state.failures + 1;
    const told = reason.trim().slice(0, MAX_REASON_LENGTH).toWellFormed() || 'No reason is known';
    this.raise({
      type: 'source.sync.failed.v1',
      data: { attemptId, reason: told, failures, failedAt: occurredAt, failedBy: actor.id },
    });
    const health = failures < UNHEALTHY_FAILURES ? 'degraded' : 'unhealthy';
    this.#becomes(health, told, { actor, occurredAt });
  }

  /**
   * Brings the source's tools up to an inventory, as far as one append can hold it, and says whether that was all: when it was not, store
   * the source and call it again. The inventory counts as ingested with its last difference. One that the catalogue is at raises nothing.
   * `invalid` (code `invalid-inventory`), and nothing is raised, for one that cannot be kept whole.
   */
  ingest(inventory: SourceInventory, stamp: Stamp): boolean {
    this.#refuseIfDeregistered();
    refuseUnkeepable(inventory);
    let bytes = sizeOf(this.pendingEvents);
    for (const event of differences(this.id, this.state, inventory, stamp)) {
      bytes += sizeOf([event]);
      if (this.pendingEvents.length >= MAX_EVENTS || bytes > MAX_BYTES) return false;
      this.raise(event);
    }
    const ingested = this.#ingested(inventory, stamp);
    if (ingested !== undefined && bytes + sizeOf([ingested]) > MAX_BYTES) return false;
    this.#becomes('healthy', null, stamp);
    if (ingested !== undefined) this.raise(ingested);
    return true;
  }

  /** Ends the source and its tools; doing it again changes nothing. */
  deregister({ actor, occurredAt }: Stamp): void {
    if (this.state.isDeleted) return;
    this.raise({
      type: 'source.deregistered.v1',
      data: { deregisteredAt: occurredAt, deregisteredBy: actor.id },
    });
  }

  /** Lets agents use a tool. `refused` (code `tool-deprecated`) for one that the source no longer has. */
  enableTool(toolId: string, { actor, occurredAt }: Stamp): void {
    const { isEnabled, status } = this.#tool(toolId);
    if (status === 'deprecated') throw toolDeprecated(toolId);
    if (isEnabled) return;
    this.raise({ type: 'tool.enabled.v1', data: { toolId, enabledAt: occurredAt, enabledBy: actor.id } });
  }

  /** Keeps agents from a tool; one that is disabled keeps the reason it has. */
  disableTool(toolId: string, reason: string | undefined, { actor, occurredAt }: Stamp): void {
    if (!this.#tool(toolId).isEnabled) return;
    this.raise({
      type: 'tool.disabled.v1',
      data: { toolId, reason: reasonOf(reason), disabledAt: occurredAt, disabledBy: actor.id },
    });
  }

  /** Says what a tool is called or what it does, whatever its document says now or later. */
  changeTool(toolId: string, changes: ToolChanges, { actor, occurredAt }: Stamp): void {
    const tool = this.#tool(toolId);
    const changed: { name?: string | null; description?: string | null } = {};
    if (changes.name !== undefined) {
      const name = changes.name === null ? null : requiredText('name', changes.name, MAX_NAME_LENGTH);
      if (name !== tool.name) changed.name = name;
    }
    if (changes.description !== undefined) {
      const description =
        changes.description === null
          ? null
          : limitedText('description', changes.description, MAX_DESCRIPTION_LENGTH);
      if (description !== tool.description) changed.description = description;
    }
    if (Object.keys(changed).length === 0) return;
    this.raise({
      type: 'tool.updated.v1',
      data: { toolId, ...changed, updatedAt: occurredAt, updatedBy: actor.id },
    });
  }

  /** Gives a tool a label, as its last one. `refused` (code `too-many-labels`) for one that has 50. */
  labelTool(toolId: string, labelId: string, { actor, occurredAt }: Stamp): void {
    const { labelIds } = this.#tool(toolId);
    if (labelIds.includes(labelId)) return;
    if (labelIds.length >= MAX_LABELS) throw tooManyLabels(toolId, MAX_LABELS);
    this.raise({
      type: 'tool.label.added.v1',
      data: { toolId, labelId: aggregateId(labelId), addedAt: occurredAt, addedBy: actor.id },
    });
  }

  /** Takes a label from a tool. */
  unlabelTool(toolId: string, labelId: string, { actor, occurredAt }: Stamp): void {
    if (!this.#tool(toolId).labelIds.includes(labelId)) return;
    this.raise({
      type: 'tool.label.removed.v1',
      data: { toolId, labelId, removedAt: occurredAt, removedBy: actor.id },
    });
  }

  /**
   * Takes a label from all of the source's tools, as far as one append can hold it, and says whether that was all: when it was not, store
   * the source and call it again.
   */
  dropLabel(labelId: string, { actor, occurredAt }: Stamp): boolean {
    this.#refuseIfDeregistered();
    for (const toolId of toolsWithLabel(this.state.tools, labelId)) {
      if (this.pendingEvents.length >= MAX_EVENTS) return false;
      this.raise({
        type: 'tool.label.removed.v1',
        data: { toolId, labelId, removedAt: occurredAt, removedBy: actor.id },
      });
    }
    return true;
  }

  #becomes(health: SourceHealth, reason: string | null, { actor, occurredAt }: Stamp): void {
    if (health === this.state.health) return;
    this.raise({
      type: 'source.health.changed.v1',
      data: { health, reason, changedAt: occurredAt, changedBy: actor.id },
    });
  }

  /** What there is to say at the end of a refresh, `undefined` when the last inventory was this one and nothing has happened since. */
  #ingested(inventory: SourceInventory, { actor, occurredAt }: Stamp): SourceEvent | undefined {
    const { inventoryHash, warnings: known, sinceInventory, toolCount } = this.state;
    const warnings = warningsToKeep(inventory.warnings);
    const isNews =
      inventoryHash !== inventory.hash ||
      Object.values(sinceInventory).some((count) => count > 0) ||
      JSON.stringify(known) !== JSON.stringify(warnings);
    if (!isNews) return undefined;
    return {
      type: 'source.inventory.ingested.v1',
      data: {
        hash: inventory.hash,
        toolCount,
        ...sinceInventory,
        warnings,
        ingestedAt: occurredAt,
        ingestedBy: actor.id,
      },
    };
  }

  #tool(toolId: string): ToolEntry {
    this.#refuseIfDeregistered();
    const tool = toolEntry(this.state.tools, toolId);
    if (tool === undefined) throw toolNotFound(toolId);
    return tool;
  }

  #refuseIfDeregistered(): void {
    if (this.state.isDeleted) throw sourceDeregistered(this.id);
  }
}

/** How sources are stored: `tools_provider-source-<id>`. */
export const sourceType: AggregateType<SourceState, SourceEvent, ToolSource> = {
  category: CATEGORY,
  name: 'source',
  initial: initialSource,
  eventTypes: SOURCE_EVENT_TYPES,
  evolve: evolveSource,
  rehydrate: ToolSource.rehydrate,
  isDeleted: ({ isDeleted }) => isDeleted,
};

/** A blank reason is none. */
function reasonOf(reason = ''): string | null {
  return limitedText('reason', reason.trim(), MAX_REASON_LENGTH) || null;
}

/** By id. */
function toolsWithLabel(tools: ToolEntries, labelId: string): readonly string[] {
  const labelled = allToolEntries(tools).filter(([, { labelIds }]) => labelIds.includes(labelId));
  return labelled.map(([toolId]) => toolId).sort();
}

function sizeOf(events: readonly SourceEvent[]): number {
  return events.reduce((sum, { data }) => sum + METADATA_BYTES + Buffer.byteLength(JSON.stringify(data)), 0);
}
