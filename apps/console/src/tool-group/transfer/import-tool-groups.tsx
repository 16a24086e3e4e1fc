'use client';

import { FileUp, RotateCcw } from 'lucide-react';
import { BackLink } from '../../components/ui/back-link.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card, Section } from '../../components/ui/card.tsx';
import { EmptyNotice } from '../../components/ui/notices.tsx';
import { PageHeading } from '../../components/ui/page-heading.tsx';
import { ProgressBar } from '../../components/ui/progress-bar.tsx';
import { useMe } from '../../session/me.tsx';
import { mayCurate } from '../../session/permissions.ts';
import { counted } from '../../time/numbers.ts';
import { ImportChoice } from './import-choice.tsx';
import { ImportedRow } from './import-row.tsx';
import { importWords, planWords } from './import-words.ts';
import { type ImportRow, type ImportState, isToDo, useImport } from './use-import.ts';

/** Brings groups in from a file: first what that would do, then, when a person says so, it is done. */
export function ImportToolGroups() {
  const canCurate = mayCurate(useMe());
  return (
    <>
      <BackLink href="/tool-groups">Tool groups</BackLink>
      <PageHeading
        title="Import tool groups"
        description="From an export of this or another Tools Provider. A group is found again by its id; what has none, or is not here, is created."
      />
      {canCurate ? <Import /> : <OnlyOperators />}
    </>
  );
}

function Import() {
  const { state, look, save, startAgain } = useImport();
  switch (state.kind) {
    case 'choosing':
      return <ImportChoice error={state.error} onGroups={(groups) => void look(groups)} />;
    case 'looking':
      return (
        <Card className="p-(--card)">
          <ProgressBar
            label="Looking at what this would do"
            done={state.done}
            total={state.total}
            words={`${state.done} of ${counted(state.total, 'group')}`}
          />
        </Card>
      );
    default:
      return <Rows state={state} onSave={(rows) => void save(rows)} onStartAgain={startAgain} />;
  }
}

interface RowsProps {
  readonly state: Extract<ImportState, { readonly rows: readonly ImportRow[] }>;
  readonly onSave: (rows: readonly ImportRow[]) => void;
  readonly onStartAgain: () => void;
}

function Rows({ state, onSave, onStartAgain }: RowsProps) {
  const { kind, rows } = state;
  const left = rows.filter(isToDo).length;
  const begun = rows.filter(({ outcome }) => outcome !== null);
  const settled = begun.filter(({ outcome }) => outcome?.kind !== 'saving').length;
  return (
    <Section
      title={kind === 'planned' ? 'What this would do' : 'What was done'}
      description={kind === 'planned' ? planWords(rows) : importWords(rows)}
      className="overflow-hidden"
      action={
        <div className="flex flex-wrap gap-2">
          <Button disabled={kind === 'saving'} onClick={onStartAgain}>
            {kind === 'planned' ? 'Choose another file' : 'Import another file'}
          </Button>
          {left > 0 && kind !== 'saving' && (
            <Button variant="primary" onClick={() => onSave(rows)}>
              {kind === 'planned' ? <FileUp aria-hidden /> : <RotateCcw aria-hidden />}
              {kind === 'planned'
                ? `Import ${counted(left, 'group')}`
                : `Try ${counted(left, 'group')} again`}
            </Button>
          )}
        </div>
      }
    >
      {kind === 'saving' && (
        <div className="border-b px-4 py-3 sm:px-5">
          <ProgressBar
            label="Importing"
            done={settled}
            total={begun.length + left}
            words={`${settled} of ${counted(begun.length + left, 'group')}`}
          />
        </div>
      )}
      <ul aria-label="Groups of the file" className="divide-y">
        {rows.map((row) => (
          <ImportedRow key={row.key} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function OnlyOperators() {
  return (
    <Card>
      <EmptyNotice icon={<FileUp aria-hidden />} title="Only operators import tool groups">
        <p>You may export them: on the page of a group, or all of them in the list.</p>
      </EmptyNotice>
    </Card>
  );
}
