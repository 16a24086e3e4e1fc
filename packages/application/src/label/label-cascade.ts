import type { LabelCreated, LabelDeleted, ToolLabelAdded } from '@tools-provider/domain';
import { type Actor, defineSaga, type Saga } from '@tools-provider/event-sourcing';
import type { DropLabel } from '../source/drop-label.ts';

/** What the saga is told. */
export type LabelCascadeEvent = LabelCreated | LabelDeleted | ToolLabelAdded;

/** One label, and the sources that have had a tool with it. */
export interface LabelCascadeState {
  readonly labelId: string;
  /** In the order in which they are asked to drop the label. */
  readonly sourceIds: readonly string[];
  readonly isDeleted: boolean;
}

/** The saga of {@link labelCascade}. */
export type LabelCascade = Saga<LabelCascadeState, LabelCascadeEvent, DropLabel, never>;

/** The saga's name, by which its instances are found. */
export const LABEL_CASCADE = 'label-cascade';

/** In whose name the saga acts. */
export const labelCascadeActor: Actor = {
  id: 'saga:label-cascade',
  name: 'Label cascade',
  roles: ['admin'],
};

/**
 * Takes a deleted label from every tool that has it, source by source, and from a tool that was given it while it was being deleted. It
 * learns from the feed which sources those are, so that no list of tools is read that may be behind.
 */
export function labelCascade(): LabelCascade {
  return defineSaga<LabelCascadeState, LabelCascadeEvent, DropLabel>({
    name: LABEL_CASCADE,
    initial: { labelId: '', sourceIds: [], isDeleted: false },
    startedBy: {
      'label.created.v1': ({ subject }) => subject,
      'label.deleted.v1': ({ subject }) => subject,
      'tool.label.added.v1': ({ data }) => data.labelId,
    },
    on: {
      'label.created.v1': (state, { subject }) => ({ state: { ...state, labelId: subject } }),
      'tool.label.added.v1': (state, { subject, data: { labelId } }) => {
        if (state.isDeleted) return { state, send: [dropLabel(subject, labelId)] };
        if (state.sourceIds.includes(subject)) return { state };
        return { state: { ...state, labelId, sourceIds: [...state.sourceIds, subject] } };
      },
      'label.deleted.v1': (state, { subject }) => ({
        state: { ...state, labelId: subject, isDeleted: true },
        send: state.sourceIds.map((sourceId) => dropLabel(sourceId, subject)),
      }),
    },
    onRefused: (state, command, { code }) => ({
      state,
      send: [...(code === 'revision-conflict' ? [command] : []), ...commandsAfter(command, state)],
    }),
  });
}

/** A source that was deregistered has no tools that could lose a label, but those after it have. */
function commandsAfter({ id, labelId }: DropLabel, { sourceIds }: LabelCascadeState): readonly DropLabel[] {
  const index = sourceIds.indexOf(id);
  return index < 0 ? [] : sourceIds.slice(index + 1).map((sourceId) => dropLabel(sourceId, labelId));
}

function dropLabel(id: string, labelId: string): DropLabel {
  return { type: 'drop-label', id, labelId };
}
