import type { CostLine } from './lineSchema';
import type { Window } from './wholeDays';

export const HOURS = 24;
const MINUTES_OF_HOUR = 60;
/** In keys: no label can be called so, and no item be taken for one of a label. */
export const GRAIN = 'by hour';
/** Of all hours of a day together: things that are there for an hour each are a fact each. */
export const MAX_THINGS = 20_000;

/** What one thing cost in each hour of a day; its total is of those that are known. */
export function toHourLine(
  thing: Pick<
    CostLine,
    | 'share'
    | 'name'
    | 'cluster'
    | 'namespace'
    | 'controllerKind'
    | 'controller'
    | 'of'
    | 'query'
    | 'estimated'
    | 'warnings'
  > & { currency?: string },
  window: Window,
  hours: (number | null)[],
): CostLine {
  const known = hours.filter(each => each !== null);
  return {
    ...thing,
    grain: 'hours',
    window,
    minutes: known.length * MINUTES_OF_HOUR,
    costs: { total: known.reduce((sum, each) => sum + each, 0) },
    // What is told of one hour is not of all of them.
    adjustment: undefined,
    sizing: undefined,
    usage: {},
    hours,
  };
}
