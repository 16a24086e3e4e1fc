import type { FieldErrors } from './field-errors.ts';

/** What is wrong with a field or with an entry of the list that is typed into it. */
export function errorOf(errors: FieldErrors, name: string): string | undefined {
  const exact = errors[name];
  if (exact !== undefined) return exact;
  const inside = Object.keys(errors).filter((place) => place.startsWith(`${name}[`));
  const places = inside.map(
    (place) => `Entry ${Number(/\[(\d+)\]/.exec(place.slice(name.length))?.[1]) + 1}: ${errors[place]}`,
  );
  return places.length === 0 ? undefined : places.join(' ');
}
