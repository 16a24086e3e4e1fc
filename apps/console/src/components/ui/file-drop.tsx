'use client';

import { Upload } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cn } from './cn.ts';
import { useAlive } from './use-alive.ts';

interface FileDropProps {
  readonly label: string;
  readonly hint: ReactNode;
  /** What the browser offers to choose: `.json`. */
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}

/** A place to drop a file, and a button to choose one. */
export function FileDrop({ label, hint, accept, disabled = false, onFile }: FileDropProps) {
  const id = useId();
  const isAlive = useAlive();
  const [isOver, setIsOver] = useState(false);
  const isOff = disabled || !isAlive;
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined && !isOff) onFile(file);
      }}
      className={cn(
        'flex cursor-pointer flex-col items-center gap-1.5 rounded-xl border-2 border-dashed border-field-border/60 px-6 py-10 text-center transition-colors hover:border-accent hover:bg-accent-soft/40 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        isOver && 'border-accent bg-accent-soft/60',
      )}
    >
      <Upload aria-hidden className="mb-1 size-6 text-accent-text" />
      <span className="text-sm font-semibold">{label}</span>
      <span className="text-[0.8125rem] text-muted">{hint}</span>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={isOff}
        className="sr-only"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
    </label>
  );
}
