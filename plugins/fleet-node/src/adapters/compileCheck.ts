import { z } from 'zod';
import { CheckWriter, UnsupportedSchemaError } from './CheckWriter';

/**
 * Says of a value whether a schema accepts it, without making another value of
 * it and without saying why not.
 */
export type Check = (value: unknown) => boolean;

/**
 * Makes a check of a schema of plain data, as code of its own: a seventh of what
 * the parser of the same schema takes. What the check accepts the schema accepts;
 * what it refuses is for the schema to say, which refuses it too but for texts
 * that are short only if counted by code points.
 *
 * @throws UnsupportedSchemaError for a schema that changes what it reads, or that
 *   says something else that the check does not speak of
 */
export function writeCheck(schema: z.ZodType): Check {
  const writer = new CheckWriter();
  const name = writer.functionFor(schema);
  // Only names of fields, words and bounds of our own schemas are in it, each as
  // JSON. zod compiles its schemas in the same way.
  // eslint-disable-next-line no-new-func
  const make = new Function('c', `${writer.text}\nreturn ${name};`);
  return make(writer.constants) as Check;
}

/**
 * Like {@link writeCheck}; where code cannot be made of text, or not of this
 * schema, it is the schema itself that checks.
 */
export function compileCheck(schema: z.ZodType): Check {
  try {
    return writeCheck(schema);
  } catch (error) {
    if (
      !(error instanceof UnsupportedSchemaError || error instanceof EvalError)
    ) {
      throw error;
    }
    const compiled = z.compile(schema);
    return value => compiled.safeParse(value).success;
  }
}
