'use client';

import type { Source } from '@tools-provider/contracts';
import { useState } from 'react';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { DocumentField } from './document-field.tsx';
import { ProblemPlaces } from './problem-places.tsx';
import type { RefreshResult } from './refresh-result.ts';
import { useRefresh } from './use-refresh.ts';

interface UploadFormProps {
  readonly source: Source;
  readonly onResult: (result: RefreshResult) => void;
  readonly onClose: () => void;
}

/** Takes the new document of a source whose document is uploaded. */
export function UploadForm({ source, onResult, onClose }: UploadFormProps) {
  const [document, setDocument] = useState({ text: '', fileName: '' });
  const trouble = useFormProblem();
  const refresh = useRefresh(source, {
    onResult: (result) => {
      onResult(result);
      onClose();
    },
  });
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ refreshSourceBody }) => refreshSourceBody.safeParse({ document: document.text }),
          () => refresh.mutate({ document: document.text }, { onError: trouble.fail }),
        )
      }
    >
      <ProblemPlaces problem={trouble.problem} />
      <DocumentField value={document} error={trouble.errors.document} onChange={setDocument} />
      <p className="text-[0.8125rem] text-muted">
        New operations become tools, changed ones are updated, and what the document no longer has is
        deprecated and disabled.
      </p>
      <FormButtons onCancel={onClose} disabled={refresh.isPending}>
        {refresh.isPending ? 'Reading it…' : 'Upload'}
      </FormButtons>
    </ProblemForm>
  );
}
