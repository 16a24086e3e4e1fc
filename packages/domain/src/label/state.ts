import { type Evolvers, evolveBy } from '@tools-provider/event-sourcing';
import type { LabelEvent } from './events.ts';

/** What a label is after its events. */
export interface LabelState {
  readonly name: string;
  readonly description: string;
  /** `#rrggbb` in lower case. */
  readonly color: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly isDeleted: boolean;
}

/** A label of which nothing has happened yet. */
export const initialLabel: LabelState = {
  name: '',
  description: '',
  color: '',
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  isDeleted: false,
};

const evolvers: Evolvers<LabelState, LabelEvent> = {
  'label.created.v1': (state, { createdAt, createdBy, ...details }) => ({
    ...state,
    name: details.name,
    description: details.description,
    color: details.color,
    createdAt,
    createdBy,
    updatedAt: createdAt,
    updatedBy: createdBy,
  }),
  'label.updated.v1': (state, { name, description, color, updatedAt, updatedBy }) => ({
    ...state,
    name: name ?? state.name,
    description: description ?? state.description,
    color: color ?? state.color,
    updatedAt,
    updatedBy,
  }),
  'label.deleted.v1': (state, { deletedAt, deletedBy }) => ({
    ...state,
    updatedAt: deletedAt,
    updatedBy: deletedBy,
    isDeleted: true,
  }),
};

/** The label after an event. Pure. */
export const evolveLabel = evolveBy<LabelState, LabelEvent>(evolvers);

/** Every event type of a label. */
export const LABEL_EVENT_TYPES = Object.keys(evolvers) as readonly LabelEvent['type'][];
