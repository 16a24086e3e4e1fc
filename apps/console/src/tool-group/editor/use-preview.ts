'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PreviewBody } from '@tools-provider/contracts';
import { useEffect, useState } from 'react';
import { browserApi } from '../../api-client/browser-api.ts';
import { previewQuery } from '../queries.ts';

/** For so long nobody must type before a preview is asked for. */
const QUIET_MS = 250;

/**
 * What saving what is being typed would do, asked for when the typing rests; an answer that was overtaken is dropped. `isCurrent` is only
 * true for an answer about exactly this body and the shown revision of the group. It is asked for again when the catalogue changes, too; that
 * answer takes the place of the one before, which is current until then: who saves is not held up by what others do to the catalogue.
 */
export function usePreview(body: PreviewBody, revision: number | null) {
  const name = JSON.stringify(body);
  const [rested, setRested] = useState(name);
  useEffect(() => {
    const timer = setTimeout(() => setRested(name), QUIET_MS);
    return () => clearTimeout(timer);
  }, [name]);
  const query = useQuery({
    ...previewQuery(browserApi, JSON.parse(rested) as PreviewBody, revision),
    placeholderData: keepPreviousData,
  });
  const isCurrent = rested === name && query.isSuccess && !query.isPlaceholderData;
  return { ...query, isCurrent };
}

export type LivePreview = ReturnType<typeof usePreview>;
