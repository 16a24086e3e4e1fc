import type { ReactNode } from 'react';
import type { useFormProblem } from '../../api-client/use-form-problem.ts';
import { Button } from './button.tsx';
import { FormProblem } from './notices.tsx';

interface ProblemFormProps {
  readonly trouble: ReturnType<typeof useFormProblem>;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that says first what is wrong with it; it is checked by its schema, and not by the browser. */
export function ProblemForm({ trouble, onSubmit, children }: ProblemFormProps) {
  return (
    <form
      ref={trouble.form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <FormProblem problem={trouble.problem} />
      {children}
    </form>
  );
}

interface FormButtonsProps {
  readonly onCancel: () => void;
  readonly variant?: 'primary' | 'danger';
  readonly disabled: boolean;
  /** What the button says that submits the form. */
  readonly children: ReactNode;
}

/** The two ways out of a form. */
export function FormButtons({ onCancel, variant = 'primary', disabled, children }: FormButtonsProps) {
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" variant={variant} disabled={disabled}>
        {children}
      </Button>
    </div>
  );
}
