'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { followFeed } from '../feed/follow-feed.ts';
import { newestEventId } from '../feed/queries.ts';
import { readAgain } from '../live/read-again.ts';
import { auditKey } from './queries.ts';

/** The audit is read again at most this often, however much is done. */
const EVERY_MS = 500;

const EVERYTHING = { aggregate: null, type: null, subject: null };

/** Has the audit read again when the feed tells of something newer: every entry is an event of it. */
export function useNewerEntries(): void {
  const client = useQueryClient();
  useEffect(() => {
    const leaving = new AbortController();
    let resting: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      resting ??= setTimeout(() => {
        resting = undefined;
        void readAgain(client, { queryKey: auditKey });
      }, EVERY_MS);
    };
    const follow = async () => {
      const newest = await newestEventId(browserApi, leaving.signal);
      await followFeed(EVERYTHING, newest, leaving.signal, {
        onEvent: soon,
        onPosition: () => undefined,
        // Something may have been done before it is followed, or while it could not be.
        onConnected: (isConnected) => isConnected && soon(),
        onLost: soon,
      });
    };
    // What cannot be followed can still be read again by hand; that it is not live, the page says anyway.
    follow().catch(() => undefined);
    return () => {
      leaving.abort();
      clearTimeout(resting);
    };
  }, [client]);
}
