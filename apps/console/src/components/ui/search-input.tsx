'use client';

import { Search, X } from 'lucide-react';
import { Input } from './field.tsx';

/** A search box with a visible way to empty it. */
export function SearchInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <div className="relative min-w-0 flex-1 sm:max-w-xs">
      <Search aria-hidden className="absolute top-2.5 left-3 size-4 text-muted" />
      <Input
        type="search"
        aria-label={label}
        placeholder="Search…"
        value={value}
        maxLength={200}
        className="pr-9 pl-9"
        onChange={(event) => onChange(event.target.value)}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label="Empty the search"
          onClick={() => onChange('')}
          className="absolute top-1.5 right-1.5 grid size-6 place-items-center rounded-md text-muted hover:bg-sunken hover:text-foreground"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
