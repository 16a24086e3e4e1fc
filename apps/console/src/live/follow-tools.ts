import type { Query, QueryClient } from '@tanstack/react-query';
import type { Tool } from '@tools-provider/contracts';
import type { Covered } from '../tool/covered.ts';
import type { ListFollower } from './list-follower.ts';
import { readAgain } from './read-again.ts';

type SourcesTool = Covered<Pick<Tool, 'sourceId' | 'revision'>>;

/** What a projected change of a source does to tools: it, or some of its tools, has changed; which of them, only the tools say. */
export function followTools(
  client: QueryClient,
  sourceId: string,
  projected: number,
  lists: Record<'tool' | 'label', Pick<ListFollower, 'readAgain'>>,
): void {
  const isOlder = (tool: SourcesTool | undefined) =>
    tool?.sourceId === sourceId && Math.max(tool.covered ?? -1, tool.revision) < projected;
  const isOpen = ({ queryKey, state }: Query) =>
    queryKey[1] === 'detail' && isOlder(state.data as SourcesTool | undefined);
  void readAgain(client, { queryKey: ['tool'], predicate: isOpen });
  lists.tool.readAgain();
  // They count the tools that have them.
  lists.label.readAgain();
}
