import { readClusterNames } from '../read/readClusterNames';
import type { ReadContext } from '../read/types';
import type { ExceptionAccess } from './ExceptionAccess';
import type { StoredException } from './StoredException';
import type { ExceptionReading } from './toException';

/** Reads what some exceptions are shown with. */
export async function readingOf(
  context: ReadContext,
  access: ExceptionAccess,
  shown: readonly StoredException[],
): Promise<ExceptionReading> {
  const refs = [...new Set(shown.flatMap(({ scope }) => scope.entities))];
  const entities = await context.mayReadEntities?.(refs);
  return {
    access,
    now: context.now,
    names: await readClusterNames(
      context,
      shown.flatMap(({ scope }) => scope.clusters),
    ),
    ...(entities ? { entities } : {}),
  };
}
