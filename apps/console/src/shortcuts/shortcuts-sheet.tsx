'use client';

import { Dialog } from '../components/ui/dialog.tsx';
import { SwitchField } from '../components/ui/switch-field.tsx';
import { usePreferences } from '../preferences/use-preferences.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { shortcuts } from './shortcuts.ts';

/** Lists the single keys, with the switch that turns them off. */
export function ShortcutsSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onClose} title="Keyboard shortcuts">
      <Keys />
    </Dialog>
  );
}

function Keys() {
  const { shortcuts: isOn, isKnown, choose } = usePreferences();
  const canCreate = mayCurate(useMe());
  const offered = shortcuts.filter((shortcut) => canCreate || !('needsCurator' in shortcut));
  return (
    <div className="flex flex-col gap-4">
      <SwitchField
        label="Single-key shortcuts"
        hint="They do nothing while you type or a dialog is open."
        isOn={isOn}
        disabled={!isKnown}
        onChange={(wanted) => choose({ shortcuts: wanted })}
      />
      <dl aria-label="Shortcuts" className="divide-y border-t text-sm">
        {offered.map(({ keys, what }) => (
          <div key={keys.join(' ')} className="flex items-center justify-between gap-4 py-2">
            <dt>{what}</dt>
            <dd className="flex shrink-0 items-center gap-1.5 text-xs text-muted">
              {keys.map((key, at) => (
                <span key={`${key} ${at}`} className="flex items-center gap-1.5">
                  {at > 0 && 'then'}
                  <kbd className={keyLook}>{key}</kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
        <div className="flex items-center justify-between gap-4 py-2">
          <dt>Go anywhere by name, always on</dt>
          <dd className="flex shrink-0 items-center gap-1.5 text-xs text-muted">
            <kbd className={keyLook}>Ctrl</kbd>
            <kbd className={keyLook}>K</kbd>
          </dd>
        </div>
      </dl>
    </div>
  );
}

const keyLook =
  'grid h-6 min-w-6 place-items-center rounded-md border border-field-border/60 bg-sunken px-1.5 font-mono text-xs text-foreground';
