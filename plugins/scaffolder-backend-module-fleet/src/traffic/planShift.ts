import { InputError } from '@backstage/errors';
import type { Json } from '../yaml';
import { planSplit } from './planSplit';
import type { Place, Primary, Route, Share, Shift } from './Route';

/** What is written for a shift, and what it comes to. */
export type PlannedShift = {
  writes: { place: Place; value: Json }[];
  shares: Share[];
  notes: string[];
};

/**
 * What a shift comes to on all routes.
 *
 * @throws InputError where none of them has what is named, or one cannot be shifted so
 */
export function planShift(
  routes: readonly Route[],
  shift: Shift,
): PlannedShift {
  const planned: PlannedShift = { writes: [], shares: [], notes: [] };
  for (const route of routes) {
    const isDone =
      route.type === 'split'
        ? addSplit(planned, route, shift)
        : addPrimary(planned, route, shift);
    if (!isDone) {
      planned.notes.push(
        `${route.at} in '${route.file}' stays as it is: it has not both '${
          shift.from
        }' and ${namesOf(shift)}, but ${partsOf(route)}.`,
      );
    }
  }
  if (planned.shares.length === 0) {
    throw new InputError(
      `There is no route with both '${shift.from}' and ${namesOf(
        shift,
      )}. There is ${routes
        .slice(0, 10)
        .map(route => `${route.at} in '${route.file}' with ${partsOf(route)}`)
        .join('; ')}. Correct the names, or add what is missing by hand.`,
    );
  }
  return planned;
}

function addSplit(
  planned: PlannedShift,
  route: Extract<Route, { type: 'split' }>,
  shift: Shift,
): boolean {
  const parts = planSplit(route, shift);
  if (!parts) return false;
  for (const { part, weight, before, after } of parts) {
    const { file, at } = route;
    planned.shares.push({ file, at, name: part.names[0], before, after });
    if (weight !== part.weight) {
      planned.writes.push({ place: part.place, value: part.written(weight) });
    }
  }
  return true;
}

function addPrimary(
  planned: PlannedShift,
  route: Primary,
  shift: Shift,
): boolean {
  const { file, at, primary, others, place } = route;
  const [first, ...more] = shift.to;
  const to = first.name;
  if (more.length > 0 || (first.percent ?? 100) !== 100) {
    throw new InputError(
      `${at} in '${file}' is not changed: its strategy is 'failover', by which one has all traffic. Only all of it can be moved, to one.`,
    );
  }
  if (primary !== shift.from && primary !== to) return false;
  const share = (name: string, before: number, after: number) =>
    planned.shares.push({ file, at, name, before, after });
  share(shift.from, primary === shift.from ? 100 : 0, 0);
  share(to, primary === to ? 100 : 0, 100);
  if (primary === to) return true;
  planned.writes.push({ place, value: to });
  if (!others.includes(to)) {
    planned.notes.push(
      `Nothing in '${file}' tells which geo tags there are: check that a cluster has the geo tag '${to}'.`,
    );
  }
  return true;
}

function namesOf({ to }: Shift): string {
  return to.map(({ name }) => `'${name}'`).join(', ');
}

function partsOf(route: Route): string {
  const names =
    route.type === 'split'
      ? route.parts.map(part => part.names[0])
      : [route.primary, ...route.others];
  return (
    names
      .slice(0, 20)
      .map(name => `'${name.slice(0, 253)}'`)
      .join(', ') || 'none'
  );
}
