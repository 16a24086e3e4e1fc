import type { Member } from './population.ts';
import type { Wish } from './wish.ts';

/** A command as HTTP has it, and what it does when it is carried out. */
export interface CommandRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly name: string;
  /** How many events it raises, if it raises any. */
  readonly events: number;
  /** False where the aggregate may be as wished already, so that nothing is raised. */
  readonly isChange: boolean;
  /** What the senders know afterwards. */
  readonly learn?: () => void;
}

const STATUSES = ['pending', 'in_progress', 'completed', 'cancelled'];
const PRIORITIES = ['low', 'medium', 'high', 'urgent'];

/** The request that fulfils the wish; for an aggregate that nobody has made yet, the one that makes it. */
export function requestFor(wish: Wish, member: Member): CommandRequest {
  if (!member.isCreated) return creation(wish, member);
  return member.aggregate === 'tool-group' ? toolGroupRequest(wish, member) : taskRequest(wish, member);
}

function creation({ key, choice }: Wish, member: Member): CommandRequest {
  member.isCreated = true;
  const { id, aggregate, selectors, tools } = member;
  if (aggregate === 'task') {
    const body = { id, title: `Task ${key}`, description: 'Made by the crash test' };
    return { method: 'POST', path: '/tasks', body, name: 'create-task', events: 1, isChange: true };
  }
  const parts = Array.from({ length: choice % 4 }, (_, index) => `${key}-${index}`);
  return {
    method: 'POST',
    path: '/tool-groups',
    body: {
      id,
      name: `Group ${key}`,
      selectors: parts.map((part) => ({ id: part, namePattern: `${part}*` })),
      explicitToolIds: parts,
    },
    name: 'create-tool-group',
    events: 1 + 2 * parts.length,
    isChange: true,
    learn: () => {
      selectors.push(...parts);
      tools.push(...parts);
    },
  };
}

function toolGroupRequest({ kind, key, choice }: Wish, member: Member): CommandRequest {
  const path = `/tool-groups/${member.id}`;
  const one = { name: kind, events: 1, isChange: true };
  const adding = (list: string[]) => ({ learn: () => void list.push(key) });
  switch (kind) {
    case 'add-selector':
      return {
        ...one,
        ...adding(member.selectors),
        method: 'POST',
        path: `${path}/selectors`,
        body: { id: key, namePattern: `${key}*` },
      };
    case 'remove-selector':
      return removal(one, `${path}/selectors`, member.selectors, choice);
    case 'add-tool':
      return { ...one, ...adding(member.tools), method: 'PUT', path: `${path}/tools/${key}` };
    case 'remove-tool':
      return removal(one, `${path}/tools`, member.tools, choice);
    case 'exclude-tool':
      return {
        ...one,
        ...adding(member.exclusions),
        method: 'PUT',
        path: `${path}/exclusions/${key}`,
        body: { reason: 'Unwanted' },
      };
    case 'include-tool':
      return removal(one, `${path}/exclusions`, member.exclusions, choice);
    case 'activate':
    case 'deactivate':
      return { ...one, isChange: false, method: 'POST', path: `${path}/${kind}` };
    case 'delete':
      return { ...one, isChange: false, method: 'DELETE', path };
    default:
      return { ...one, method: 'PATCH', path, body: { name: `Group ${key}` } };
  }
}

function taskRequest({ kind, key, choice }: Wish, member: Member): CommandRequest {
  const path = `/tasks/${member.id}`;
  const patch = { name: kind, method: 'PATCH', path, events: 1, isChange: true };
  switch (kind) {
    case 'rewrite':
      return { ...patch, events: 2, body: { title: `Task ${key}`, description: `Described by ${key}` } };
    case 'status':
      return { ...patch, isChange: false, body: { status: STATUSES[choice % STATUSES.length] } };
    case 'prioritise':
      return { ...patch, isChange: false, body: { priority: PRIORITIES[choice % PRIORITIES.length] } };
    case 'delete':
      return { ...patch, isChange: false, method: 'DELETE' };
    default:
      return { ...patch, body: { title: `Task ${key}` } };
  }
}

/** Somebody else may have removed it meanwhile, so that nothing is left to change. */
function removal(
  one: { readonly name: string; readonly events: number },
  path: string,
  list: string[],
  choice: number,
): CommandRequest {
  const [id = 'nothing'] = list.splice(choice % Math.max(1, list.length), 1);
  return { ...one, isChange: false, method: 'DELETE', path: `${path}/${id}` };
}
