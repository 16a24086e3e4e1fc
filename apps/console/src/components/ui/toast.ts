'use client';

import type { ExternalToast } from 'sonner';
import { FetchedLater } from './fetched-later.ts';

/** What shows messages. */
export const messages = new FetchedLater(() => import('sonner'));

type Tone = 'success' | 'error' | 'warning' | 'loading';

const say = (tone: Tone) => (words: string, options?: ExternalToast) =>
  void messages.want().then(({ toast }) => toast[tone](words, options));

/** Says something for a moment, in the order it is called; with the `id` of an earlier message in its place. */
export const toast = {
  success: say('success'),
  error: say('error'),
  warning: say('warning'),
  loading: say('loading'),
  /** Takes a message away. */
  dismiss: (id: string) => void messages.want().then((sonner) => sonner.toast.dismiss(id)),
};
