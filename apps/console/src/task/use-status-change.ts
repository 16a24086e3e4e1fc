'use client';

import { useMutationState } from '@tanstack/react-query';
import type { Task, TaskStatus, WrittenTask } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useCommand } from '../live/use-command.ts';
import { taskCommands } from './commands.ts';
import { wayBack } from './status.ts';
import { statusNames } from './words.ts';

/** That a task gets another status. */
interface Move {
  readonly id: string;
  readonly from: TaskStatus;
  readonly status: TaskStatus;
}

/** A move that is written, and that the read model may not show yet. */
interface WrittenMove {
  readonly status: TaskStatus;
  readonly revision: number;
}

/** Gives tasks another status. What decides about an activation has to be confirmed first. */
export function useStatusChange() {
  const [decision, setDecision] = useState<{ readonly task: Task; readonly status: TaskStatus } | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [written, setWritten] = useState<ReadonlyMap<string, WrittenMove>>(new Map());
  const note = ({ id, status, revision }: WrittenTask) =>
    setWritten((before) => new Map(before).set(id, { status, revision }));
  const change = useCommand({
    aggregate: 'task',
    send: ({ id, status }: Move, api: Api) => taskCommands(api).change(id, { status }),
    onWritten: note,
    done: changeWords,
    undo: (answer, { from }) =>
      answer.approval === null && answer.status !== from ? undoing(answer, from, note) : undefined,
  });
  const sent = useMutationState({
    filters: { mutationKey: ['task'], status: 'pending' },
    select: ({ state }) => state.variables as Partial<Move> | undefined,
  });
  const move = (task: Task, status: TaskStatus) => ({ id: task.id, from: task.status, status });
  const dismiss = () => setIsAsking(false);
  return {
    /** What was asked last; its words stay while the question goes away. */
    decision,
    isAsking,
    /** The status that was chosen for a task and is not written yet. */
    wantedOf: ({ id }: Pick<Task, 'id'>) =>
      sent.find((wish) => wish?.id === id && wish.status !== undefined)?.status,
    /** What was written for a task and is not shown yet. */
    writtenOf: ({ id, revision }: Pick<Task, 'id' | 'revision'>) => {
      const move = written.get(id);
      return move !== undefined && move.revision > revision ? move : undefined;
    },
    choose: (task: Task, status: TaskStatus) => {
      const decides = task.approval !== null && (status === 'completed' || status === 'cancelled');
      if (decides) {
        setDecision({ task, status });
        setIsAsking(true);
      } else if (status !== task.status) change.mutate(move(task, status));
    },
    decide: () => {
      if (decision === null) return;
      change.mutate(move(decision.task, decision.status), { onSettled: dismiss });
    },
    dismiss,
  };
}

/** What {@link useStatusChange} gives. */
export type StatusChange = ReturnType<typeof useStatusChange>;

function undoing(answer: WrittenTask, before: TaskStatus, note: (answer: WrittenTask) => void) {
  const { id, title, revision } = answer;
  const status = wayBack(answer.status, before);
  return {
    send: async (api: Api) => {
      const undone = await taskCommands(api).change(id, { status }, revision);
      note(undone);
      return undone;
    },
    done: (undone: { readonly revision: number }) =>
      `“${title}” is ${statusNames[status].toLowerCase()} again, saved as v${undone.revision}`,
  };
}

function changeWords({ title, approval, status, revision }: WrittenTask): string {
  if (approval !== null && status === 'completed') {
    return `Approved, saved as v${revision}; the tool group is activated in a moment`;
  }
  if (approval !== null && status === 'cancelled') {
    return `The request is withdrawn, saved as v${revision}; the tool group stays inactive`;
  }
  return `“${title}” is ${statusNames[status].toLowerCase()}, saved as v${revision}`;
}
