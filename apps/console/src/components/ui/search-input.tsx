'use client';

import { Search, X } from 'lucide-react';
import { BareButton } from './bare-button.tsx';
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
    <div className="relative min-w-44 flex-1 basis-full sm:max-w-xs sm:basis-0">
      <Search aria-hidden className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
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
        <BareButton
          aria-label="Empty the search"
          onClick={() => onChange('')}
          className="absolute top-1/2 right-1.5 grid -translate-y-1/2 size-[24px] place-items-center rounded-md text-muted hover:bg-sunken hover:text-foreground"
        >
          <X aria-hidden className="size-4" />
        </BareButton>
      )}
    </div>
  );
}
