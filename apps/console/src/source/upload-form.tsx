'use client';

import { refreshSourceBody, type Source } from '@tools-provider/contracts';
import { useState } from 'react';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
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
    <form
      ref={trouble.form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const body = refreshSourceBody.safeParse({ document: document.text });
        if (!body.success) return trouble.refuse(body.error.issues);
        trouble.clear();
        refresh.mutate({ document: document.text }, { onError: trouble.fail });
      }}
    >
      <FormProblem problem={trouble.problem} />
      <ProblemPlaces problem={trouble.problem} />
      <DocumentField value={document} error={trouble.errors.document} onChange={setDocument} />
      <p className="text-[0.8125rem] text-muted">
        New operations become tools, changed ones are updated, and what the document no longer has is
        deprecated and disabled.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={refresh.isPending}>
          {refresh.isPending ? 'Reading it…' : 'Upload'}
        </Button>
      </div>
    </form>
  );
}
