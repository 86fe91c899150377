import { z } from 'zod/v3';
import type { AllowedPaths } from '../../allowed';
import type { Manifest } from '../Manifest';
import type { FileKind } from './checkFile';
import { file } from './words';

/** What an edit did to a file. */
export type Edited = {
  manifest: Manifest;
  /** What is so from now on, for a title. */
  what: string;
  /** What whoever reviews it has to know. */
  notes?: string[];
};

type Shape<Name extends string, Own extends z.ZodRawShape> = {
  edit: z.ZodLiteral<Name>;
  file: z.ZodString;
} & Own;

/** A kind of edit: what it wants as data, and how that is brought into a text. */
export type EditOf<Name extends string, Own extends z.ZodRawShape> = {
  name: Name;
  fileKind: FileKind;
  schema: z.ZodObject<Shape<Name, Own>, 'strict'>;
  apply(
    wanted: z.infer<z.ZodObject<Shape<Name, Own>, 'strict'>>,
    text: string,
    allowed: AllowedPaths,
  ): Edited;
};

export function defineEdit<
  Name extends string,
  Own extends z.ZodRawShape,
>(options: {
  name: Name;
  description: string;
  fileKind: FileKind;
  input: Own;
  apply: EditOf<Name, Own>['apply'];
}): EditOf<Name, Own> {
  const { name, description, fileKind, input, apply } = options;
  const shape = {
    edit: z.literal(name).describe(description),
    file,
    ...input,
  } as Shape<Name, Own>;
  return { name, fileKind, schema: z.object(shape).strict(), apply };
}
