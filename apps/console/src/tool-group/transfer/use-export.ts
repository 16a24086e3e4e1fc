'use client';

import { useMutation } from '@tanstack/react-query';
import { browserApi } from '../../api-client/browser-api.ts';
import { toastProblem } from '../../api-client/toast-problem.ts';
import { counted } from '../../time/numbers.ts';
import { toastDone } from '../../undo/toast-done.tsx';
import { type ExportedGroups, exportToolGroups } from './export-groups.ts';

/** Exports groups, and says how many they were or what went wrong. */
export function useExport() {
  return useMutation({
    mutationFn: (wish: ExportedGroups) => exportToolGroups(browserApi, wish),
    onSuccess: (number) => toastDone(`${counted(number, 'group')} exported`),
    onError: (error) => toastProblem(error),
  });
}
