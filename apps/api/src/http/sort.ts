/** A sort parameter taken apart: `-updatedAt` is the field `updatedAt`, descending. */
export function sortOf(parameter: string): { readonly field: string; readonly descending: boolean } {
  const descending = parameter.startsWith('-');
  return { field: descending ? parameter.slice(1) : parameter, descending };
}
