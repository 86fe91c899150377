import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';
import { isOfWholeDay, MINUTES_OF_DAY } from './toCostDay';

const NODE = 'Node';
const DECIMALS = 1000;

/**
 * How many nodes there were on a day, as a mean over it: a node that took the place of
 * another one is none more.
 *
 * @param assets - all that one cluster told of one day
 * @returns nothing where that is not of the whole day, or some of it could not be read
 */
export function countNodes(
  assets: readonly AllocationFact[],
): number | undefined {
  const tools = new Map<string, AllocationFact[]>();
  for (const asset of assets) {
    const { engine, source } = asset;
    // A tool that is there twice, as while it is moved, tells of the same nodes twice.
    const key = JSON.stringify([engine, source.kind, source.namespace]);
    const known = tools.get(key);
    if (known) known.push(asset);
    else tools.set(key, [asset]);
  }
  const counts = [...tools.values()].flatMap(each => countOf(each) ?? []);
  return counts.length > 0 ? Math.max(...counts) : undefined;
}

function countOf(assets: readonly AllocationFact[]): number | undefined {
  if (assets.some(({ partial }) => partial)) return undefined;
  const minutesOf = new Map<string, number>();
  for (const { category, name, minutes } of assets) {
    if (category !== NODE) continue;
    const sum = (minutesOf.get(name) ?? 0) + minutes;
    minutesOf.set(name, Math.min(MINUTES_OF_DAY, sum));
  }
  let [longest, all] = [0, 0];
  for (const minutes of minutesOf.values()) {
    longest = Math.max(longest, minutes);
    all += minutes;
  }
  // What no node was there for, nobody may have watched.
  if (!isOfWholeDay(longest)) return undefined;
  return Math.round((all / longest) * DECIMALS) / DECIMALS;
}
