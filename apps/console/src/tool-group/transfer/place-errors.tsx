import type { FieldErrors } from '../../api-client/field-errors.ts';

/** What is wrong, each with its place. */
export function PlaceErrors({ errors }: { errors: FieldErrors }) {
  return (
    <ul className="flex flex-col gap-0.5 break-words">
      {Object.entries(errors).map(([place, detail]) => (
        <li key={place}>
          {place !== '' && <code className="mr-1.5 font-mono text-xs">{place}</code>}
          {detail}
        </li>
      ))}
    </ul>
  );
}
