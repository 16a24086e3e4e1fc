import { AggregateRoot, type AggregateType } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { aggregateId } from '../aggregate-id.ts';
import type { Stamp } from '../stamp.ts';
import { CATEGORY } from '../streams.ts';
import { limitedText, requiredText } from '../text.ts';
import { labelDeleted } from './errors.ts';
import type { LabelEvent } from './events.ts';
import { evolveLabel, initialLabel, LABEL_EVENT_TYPES, type LabelState } from './state.ts';

const MAX_NAME_LENGTH = 100;
const MAX_DESCRIPTION_LENGTH = 1_000;
const DEFAULT_COLOR = '#6b7280';
const COLOR = /^#[0-9a-f]{6}$/;

/** A label as somebody asks for it. */
export interface LabelDetails {
  /** 1 to 100 characters after trimming; other labels may have it too. */
  readonly name: string;
  readonly description?: string | undefined;
  /** `#rrggbb`; by default a grey. */
  readonly color?: string | undefined;
}

/** Other details for a label: what is left out stays. */
export type LabelChanges = { readonly [Field in keyof LabelDetails]?: LabelDetails[Field] | undefined };

/**
 * A word that operators put on tools, for selectors to require. A wish that is fulfilled already raises nothing. After
 * {@link Label.delete} every other wish is refused as `gone`.
 */
export class Label extends AggregateRoot<LabelState, LabelEvent> {
  /** A new label. `invalid` unless `id` is a UUID and every detail is within its bounds. */
  static create(id: string, details: LabelDetails, { actor, occurredAt }: Stamp): Label {
    const label = new Label(evolveLabel, aggregateId(id), initialLabel);
    label.raise({
      type: 'label.created.v1',
      data: {
        name: requiredText('name', details.name, MAX_NAME_LENGTH),
        description: limitedText('description', details.description ?? '', MAX_DESCRIPTION_LENGTH),
        color: colorOf(details.color ?? DEFAULT_COLOR),
        createdAt: occurredAt,
        createdBy: actor.id,
      },
    });
    return label;
  }

  /** A label as its stream tells it. */
  static rehydrate(id: string, state: LabelState, revision: number): Label {
    return new Label(evolveLabel, id, state, revision);
  }

  /** Gives the label another name, description or color; an empty description is one. */
  changeDetails(details: LabelChanges, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    const changed: { name?: string; description?: string; color?: string } = {};
    if (details.name !== undefined) {
      const name = requiredText('name', details.name, MAX_NAME_LENGTH);
      if (name !== this.state.name) changed.name = name;
    }
    if (details.description !== undefined) {
      const description = limitedText('description', details.description, MAX_DESCRIPTION_LENGTH);
      if (description !== this.state.description) changed.description = description;
    }
    if (details.color !== undefined) {
      const color = colorOf(details.color);
      if (color !== this.state.color) changed.color = color;
    }
    if (Object.keys(changed).length === 0) return;
    this.raise({
      type: 'label.updated.v1',
      data: { ...changed, updatedAt: occurredAt, updatedBy: actor.id },
    });
  }

  /** Ends the label; doing it again changes nothing. */
  delete({ actor, occurredAt }: Stamp): void {
    if (this.state.isDeleted) return;
    this.raise({ type: 'label.deleted.v1', data: { deletedAt: occurredAt, deletedBy: actor.id } });
  }

  #refuseIfDeleted(): void {
    if (this.state.isDeleted) throw labelDeleted(this.id);
  }
}

/** How labels are stored: `tools_provider-label-<id>`. */
export const labelType: AggregateType<LabelState, LabelEvent, Label> = {
  category: CATEGORY,
  name: 'label',
  initial: initialLabel,
  eventTypes: LABEL_EVENT_TYPES,
  evolve: evolveLabel,
  rehydrate: Label.rehydrate,
  isDeleted: ({ isDeleted }) => isDeleted,
};

function colorOf(text: string): string {
  const color = text.trim().toLowerCase();
  if (COLOR.test(color)) return color;
  const detail = 'must be written as #rrggbb';
  throw new CodedError('invalid', 'invalid-color', `The color ${detail}`, {
    places: [{ pointer: '/color', detail }],
  });
}
