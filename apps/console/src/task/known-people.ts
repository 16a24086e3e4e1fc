import type { Me, Task } from '@tools-provider/contracts';
import { personas } from '@tools-provider/contracts/values';

/** People who are known by what they did, each once, in the order of their ids; services and the system are none. */
export function peopleOf(
  tasks: readonly Pick<Task, 'assigneeId' | 'createdBy' | 'updatedBy'>[],
): readonly string[] {
  const ids = tasks.flatMap(({ assigneeId, createdBy, updatedBy }) => [assigneeId, createdBy, updatedBy]);
  const people = ids.filter((id) => id !== null && !/^(service|saga|system)\b/.test(id)) as string[];
  return [...new Set(people)].sort((one, other) => one.localeCompare(other));
}

/** Those whom somebody may give a task to: themselves first, then who is known, and the personas where one of them is signed in. */
export function offeredPeople(
  me: Pick<Me, 'id' | 'name'>,
  known: readonly string[],
): readonly { readonly id: string; readonly name: string | null }[] {
  const isDevelopment = personas.some(({ id, name }) => id === me.id && name === me.name);
  const names = new Map<string, string>(isDevelopment ? personas.map(({ id, name }) => [id, name]) : []);
  names.set(me.id, me.name);
  const others = [...new Set([...names.keys(), ...known])].filter((id) => id !== me.id);
  const inOrder = [me.id, ...others.sort((one, other) => one.localeCompare(other))];
  return inOrder.map((id) => ({ id, name: names.get(id) ?? null }));
}
