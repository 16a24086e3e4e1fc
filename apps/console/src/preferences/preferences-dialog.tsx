'use client';

import { problemOf } from '../api-client/problem-error.ts';
import { ChoiceGroup } from '../components/ui/choice-group.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { SwitchField } from '../components/ui/switch-field.tsx';
import { densities, themes } from './choices.ts';
import { usePreferences } from './use-preferences.ts';

/** Where somebody says how the console should look and behave; every choice is saved at once. */
export function PreferencesDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title="Preferences"
      description="They are yours, and hold wherever you sign in. Each is saved as you choose it."
    >
      <Choices />
    </Dialog>
  );
}

function Choices() {
  const { theme, density, shortcuts, isKnown, error, readAgain, choose } = usePreferences();
  if (!isKnown && error !== null) return <ProblemNotice problem={problemOf(error)} onRetry={readAgain} />;
  return (
    <div className="flex flex-col gap-5">
      <ChoiceGroup
        label="Theme"
        value={theme}
        choices={themes}
        disabled={!isKnown}
        onChange={(value) => choose({ theme: value })}
      />
      <ChoiceGroup
        label="Density"
        value={density}
        choices={densities}
        disabled={!isKnown}
        onChange={(value) => choose({ density: value })}
      />
      <SwitchField
        label="Keyboard shortcuts"
        hint="Single keys, such as c to create something. They do nothing while you type."
        isOn={shortcuts}
        disabled={!isKnown}
        onChange={(isOn) => choose({ shortcuts: isOn })}
      />
    </div>
  );
}
