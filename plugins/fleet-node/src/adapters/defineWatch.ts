import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { withDifference } from '../mapping/withDifference';
import { describeIssue } from './describeIssue';
import type { AdapterWatch, WatchDefinition } from './types';

/**
 * Joins a schema and a mapper to a watch whose `map` never throws: an object
 * that does not fit is skipped as `malformed`, a fault of the mapper as
 * `mapper-failed`, each with the place.
 *
 * @public
 */
export function defineWatch<TSchema extends z.ZodType>(
  definition: WatchDefinition<TSchema>,
): AdapterWatch {
  const { schema: declared, map, ...watch } = definition;
  // Every object of every cluster comes by here: as code of its own, a schema
  // takes half the time. Where code cannot be made of it, it stays as it is.
  const schema = z.compile(declared);
  return {
    ...watch,
    map(object, context) {
      const parsed = schema.safeParse(object);
      if (!parsed.success) {
        return { skipped: 'malformed', detail: describeIssue(parsed.error) };
      }
      try {
        const mapped = map(parsed.data, context);
        return watch.tellsDifferences ? withDifference(mapped, object) : mapped;
      } catch (error) {
        return {
          skipped: 'mapper-failed',
          detail: boundedText(String(error)),
        };
      }
    },
  };
}
