import { addCosts } from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { CostLine } from './lineSchema';

type Usage = CostLine['usage'];

/** Means over the time of all; unknown where it is of one of them. */
function sumUsage(lines: readonly CostLine[], minutes: number): Usage {
  const keys = Object.keys(lines[0].usage) as (keyof Usage)[];
  return Object.fromEntries(
    keys.flatMap(key => {
      let sum = 0;
      for (const line of lines) {
        const value = line.usage[key];
        if (value === undefined) return [];
        sum += minutes > 0 ? (value * line.minutes) / minutes : value;
      }
      return [[key, sum]];
    }),
  );
}

function sumAdjustments(lines: readonly CostLine[]): number | undefined {
  const known = lines
    .map(({ adjustment }) => adjustment)
    .filter(each => each !== undefined);
  return known.length > 0
    ? known.reduce((sum, each) => sum + each, 0)
    : undefined;
}

/**
 * One line for several of the same window.
 *
 * @param lines - at least one
 */
export function sumLines(
  lines: readonly CostLine[],
  what: Pick<CostLine, 'grain' | 'share' | 'name'> &
    Partial<Pick<CostLine, 'namespace'>>,
): CostLine {
  const [first] = lines;
  const minutes = Math.max(...lines.map(line => line.minutes));
  const {
    controllerKind: _,
    controller: __,
    namespace: ___,
    // What is high of one is not high of several.
    sizing: ____,
    ...rest
  } = first;
  return withoutUndefined({
    ...rest,
    ...what,
    minutes,
    costs: addCosts(lines.map(({ costs }) => costs)),
    adjustment: sumAdjustments(lines),
    usage: sumUsage(lines, minutes),
    partial: lines.some(({ partial }) => partial) || undefined,
  });
}
