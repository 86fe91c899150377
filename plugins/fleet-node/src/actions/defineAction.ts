import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import type { ActionDefinition, AdapterAction } from './types';

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue.path.map(String).join('.');
  return boundedText(path ? `${path}: ${issue.message}` : issue.message);
}

/**
 * Joins the schemas of an object and of parameters to an action whose `plan`
 * and `progress` never throw: what does not fit is refused, with the place.
 *
 * @public
 */
export function defineAction<
  TObject extends z.ZodType,
  TParameters extends z.ZodType,
>(definition: ActionDefinition<TObject, TParameters>): AdapterAction {
  const { schema, parameters, plan, progress, ...action } = definition;
  return {
    ...action,
    parameters: z.toJSONSchema(parameters, { io: 'input' }),
    plan(object, given, context) {
      const read = schema.safeParse(object);
      if (!read.success) {
        return {
          refused: `The object cannot be read: ${describe(read.error)}`,
        };
      }
      const asked = parameters.safeParse(given ?? {});
      if (!asked.success) {
        return {
          refused: `The parameters do not fit: ${describe(asked.error)}`,
        };
      }
      try {
        return plan(read.data, asked.data, context);
      } catch (error) {
        return { refused: boundedText(`It could not be planned: ${error}`) };
      }
    },
    progress(object, planned, context) {
      const read = schema.safeParse(object);
      if (!read.success) {
        return {
          state: 'pending',
          message: `The object cannot be read: ${describe(read.error)}`,
        };
      }
      try {
        return progress(read.data, planned, context);
      } catch (error) {
        return { state: 'pending', message: boundedText(String(error)) };
      }
    },
  };
}
