'use client';

import { useEffect, useRef } from 'react';
import { useAlive } from './use-alive.ts';

interface RowCheckboxProps {
  readonly label: string;
  readonly isChecked: boolean;
  /** Whether some of what it stands for is chosen and some is not. */
  readonly isMixed?: boolean;
  readonly onToggle: (isRange: boolean) => void;
}

/** Chooses a row, or all of them; with Shift everything up to it. */
export function RowCheckbox({ label, isChecked, isMixed = false, onToggle }: RowCheckboxProps) {
  const isAlive = useAlive();
  const box = useRef<HTMLInputElement>(null);
  const isRange = useRef(false);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label className="-m-1.5 grid size-8 place-items-center rounded-md select-none hover:bg-sunken">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={isChecked}
        disabled={!isAlive}
        className="size-4 accent-accent"
        onClick={(event) => {
          isRange.current = event.shiftKey;
        }}
        onChange={() => onToggle(isRange.current)}
      />
    </label>
  );
}
