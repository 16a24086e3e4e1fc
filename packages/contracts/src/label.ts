import { z } from 'zod';
import { consistency } from './consistency.ts';
import { aggregateId, revision, timestamp } from './identifiers.ts';
import { oneLine } from './one-line.ts';

const name = oneLine(100);
const description = z.string().max(1000);
const color = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'must be written as #rrggbb')
  .meta({ description: 'Default `#6b7280`', examples: ['#6b7280'] });

/** `POST /api/v1/labels`. */
export const createLabelBody = z
  .strictObject({
    id: aggregateId.optional(),
    name,
    description: description.optional(),
    color: color.optional(),
  })
  .meta({
    id: 'CreateLabel',
    examples: [{ name: 'Finance', description: 'Touches money', color: '#b45309' }],
  });

export type CreateLabelBody = z.infer<typeof createLabelBody>;

/** `PATCH /api/v1/labels/{id}`: what is left out stays. */
export const changeLabelBody = z
  .strictObject({ name: name.optional(), description: description.optional(), color: color.optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'give at least one field')
  .meta({ id: 'ChangeLabel', examples: [{ name: 'Payments' }] });

export type ChangeLabelBody = z.infer<typeof changeLabelBody>;

const labelFields = z.object({
  id: aggregateId,
  name: z.string(),
  description: z.string(),
  color: z.string(),
  createdAt: timestamp,
  createdBy: z.string(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});

/** What a command on a label answers: the label as it was just written, and its revision. */
export const writtenLabel = labelFields.extend({ revision }).meta({ id: 'WrittenLabel' });

export type WrittenLabel = z.infer<typeof writtenLabel>;

/** A label as the read model has it. */
export const label = labelFields
  .extend({
    toolCount: z.int().min(0).meta({ description: 'Tools that have it, at the moment of asking' }),
    revision,
    projectedAt: timestamp,
    consistency,
  })
  .meta({ id: 'Label' });

export type Label = z.infer<typeof label>;

/** The orders of the list of labels; a leading `-` means descending. */
export const labelSort = z.enum(['name', '-name', 'updatedAt', '-updatedAt', 'createdAt', '-createdAt']);
