'use client';

import { Dialog } from '../components/ui/dialog.tsx';
import { SwitchField } from '../components/ui/switch-field.tsx';
import { usePreferences } from '../preferences/use-preferences.ts';
import { useMe } from '../session/me.tsx';
import { alwaysOn, boardKeysFor, type Shortcut, shortcutsFor } from './shortcuts.ts';

/** Lists the single keys, with the switch that turns them off, and what works besides. */
export function ShortcutsSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onClose} title="Keyboard shortcuts">
      <Keys />
    </Dialog>
  );
}

function Keys() {
  const { shortcuts: isOn, isKnown, choose } = usePreferences();
  const me = useMe();
  return (
    <div className="flex flex-col gap-5">
      <Section name="Always on" shortcuts={alwaysOn} />
      <Section {...boardKeysFor(me)} />
      <SwitchField
        label="Single-key shortcuts"
        hint="They do nothing while you type or a dialog is open."
        isOn={isOn}
        disabled={!isKnown}
        onChange={(wanted) => choose({ shortcuts: wanted })}
      />
      {shortcutsFor(me).map((section) => (
        <Section key={section.name} {...section} />
      ))}
    </div>
  );
}

function Section({ name, shortcuts }: { name: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section aria-label={name}>
      <h3 className="pb-1 text-xs font-semibold text-muted">{name}</h3>
      <dl className="divide-y border-t text-sm">
        {shortcuts.map(({ keys, what }) => (
          <div key={what} className="flex items-center justify-between gap-4 py-1.5">
            <dt>{what}</dt>
            <dd className="flex shrink-0 items-center gap-1.5 text-xs text-muted">
              {keys.map((key, at) => (
                <span key={`${key} ${at}`} className="flex items-center gap-1.5">
                  {at > 0 && 'then'}
                  <Together keys={key.split('+')} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Together({ keys }: { keys: readonly string[] }) {
  return (
    <>
      {keys.map((key) => (
        <kbd
          key={key}
          className="grid h-6 min-w-6 place-items-center rounded-md border border-field-border/60 bg-sunken px-1.5 font-mono text-xs text-foreground"
        >
          {key}
        </kbd>
      ))}
    </>
  );
}
