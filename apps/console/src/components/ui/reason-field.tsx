import { Field, Input } from './field.tsx';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly className?: string;
}

/** Where somebody says why, who need not. */
export function ReasonField({ value, onChange, className }: ReasonFieldProps) {
  return (
    <Field label="Reason" isOptional {...(className === undefined ? {} : { className })}>
      {(control) => (
        <Input
          {...control}
          name="reason"
          value={value}
          maxLength={500}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
