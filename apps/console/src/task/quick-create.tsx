'use client';

import type { CreateTaskBody, TaskStatus } from '@tools-provider/contracts';
import { CornerDownLeft, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { BareButton } from '../components/ui/bare-button.tsx';
import { Button } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Input } from '../components/ui/field.tsx';
import { useCreated } from '../live/live-provider.tsx';
import { useCommand } from '../live/use-command.ts';
import { taskCommands } from './commands.ts';
import { statusNames } from './words.ts';

interface QuickCreateProps {
  /** What the new task is besides its title, such as what the list is narrowed to. */
  readonly besides: Omit<CreateTaskBody, 'title'> & { readonly status: TaskStatus };
  readonly className?: string;
}

/** A line to write a task down: its title, Enter, and the next one. */
export function QuickCreate({ besides, className }: QuickCreateProps) {
  const [title, setTitle] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const trouble = useFormProblem();
  const created = useCreated();
  const create = useCommand({
    aggregate: 'task',
    send: (body: CreateTaskBody, api: Api) => taskCommands(api).create(body),
    done: (written) => `“${written.title}” saved as v${written.revision}`,
    showsProblems: true,
    onWritten: (written) => created.add('task', written),
  });
  const close = () => {
    trouble.clear();
    setTitle(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (title === null) {
    return (
      <BareButton
        ref={opener}
        onClick={() => setTitle('')}
        className={cn(
          'flex min-h-8 w-full items-center gap-2 rounded-lg px-2 text-left text-[0.8125rem] font-medium text-muted hover:bg-sunken hover:text-foreground',
          className,
        )}
      >
        <Plus aria-hidden className="size-4" />
        Add a task
        <span className="sr-only"> as {statusNames[besides.status].toLowerCase()}</span>
      </BareButton>
    );
  }
  const refused = create.isError ? create.variables.title : title;
  const wrong = trouble.errors.title ?? trouble.problem?.detail;
  return (
    <form
      ref={trouble.form}
      noValidate
      className={cn('flex flex-col gap-1.5', className)}
      onSubmit={(event) => {
        event.preventDefault();
        trouble.check(
          ({ createTaskBody }) => createTaskBody.safeParse({ ...besides, title }),
          (body) => {
            // The next one can be typed while nobody has answered yet; what is refused then comes back, or is named.
            setTitle('');
            input.current?.focus();
            create.mutate(body, {
              onError: (error) => {
                setTitle((next) => next || body.title);
                trouble.fail(error);
              },
            });
          },
        );
      }}
    >
      <div className="flex gap-1.5">
        <Input
          ref={input}
          autoFocus
          aria-label={`Title of a new task, ${statusNames[besides.status].toLowerCase()}`}
          aria-invalid={wrong !== undefined || undefined}
          placeholder="What is to be done?"
          value={title}
          maxLength={200}
          autoComplete="off"
          className="h-8 px-2.5"
          onChange={({ target }) => setTitle(target.value)}
          onKeyDown={({ key }) => key === 'Escape' && close()}
          onBlur={() => title.trim() === '' && !create.isPending && setTitle(null)}
        />
        <Button
          type="submit"
          size="icon"
          aria-label="Create task"
          disabled={create.isPending}
          className="shrink-0"
        >
          <CornerDownLeft aria-hidden />
        </Button>
      </div>
      {wrong !== undefined && (
        <p role="alert" className="text-xs font-medium text-bad">
          {refused !== title && `“${refused}” was not saved. `}
          {wrong}
        </p>
      )}
    </form>
  );
}
