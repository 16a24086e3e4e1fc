'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { WrittenTool } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { readAgain } from '../live/read-again.ts';
import { useCommand } from '../live/use-command.ts';

/** What its source came to by it, and what is said of it. */
interface WrittenOfSource {
  readonly id: string;
  readonly revision: number;
  readonly written: WrittenTool;
  readonly words: string;
}

interface ToolCommandOptions<Wish> {
  readonly send: (wish: Wish, api: Api) => Promise<WrittenTool>;
  readonly done: (written: WrittenTool, wish: Wish) => string;
  /** What takes it back. */
  readonly undo: (
    written: WrittenTool,
    wish: Wish,
  ) => {
    readonly send: (api: Api) => Promise<WrittenTool>;
    readonly done: (written: Pick<WrittenTool, 'revision'>) => string;
  };
  readonly onWritten?: (written: WrittenTool) => void;
  readonly showsProblems?: boolean;
}

/** A command on a tool. What it writes is an event of the tool's source, so that it is the source that has something pending then. */
export function useToolCommand<Wish>({ send, done, undo, onWritten, ...options }: ToolCommandOptions<Wish>) {
  const client = useQueryClient();
  const ofSource = async (sent: Promise<WrittenTool>, words: (written: WrittenTool) => string) => {
    const written = await sent;
    void readAgain(client, { queryKey: ['tool', 'detail', written.id] });
    return { id: written.sourceId, revision: written.revision, written, words: words(written) };
  };
  return useCommand<Wish, WrittenOfSource>({
    ...options,
    aggregate: 'source',
    send: (wish, api) => ofSource(send(wish, api), (written) => done(written, wish)),
    done: ({ words }) => words,
    undo: ({ written }, wish) => {
      const undoing = undo(written, wish);
      return { send: (api) => ofSource(undoing.send(api), undoing.done), done: undoing.done };
    },
    onWritten: ({ written }) => onWritten?.(written),
  });
}
