import type { Route } from 'next';

/** The page of a group: as it is, or as it was at a revision. */
export function groupHref(id: string, atRevision?: number): Route {
  const page = `/tool-groups/${encodeURIComponent(id)}`;
  return (atRevision === undefined ? page : `${page}?atRevision=${atRevision}`) as Route;
}
