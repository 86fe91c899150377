import type {
  MatrixCells,
  MatrixTile,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Certainty } from '../../history/rebuildInstance';
import { CELL_STATES, cellStateOf, shownOf } from './cellState';
import { mostUrgent, ROLLOUT_STATES, type TileMember } from './memberStates';
import type { TileInstance, TilePart } from './readTileInstances';

/** What nobody knows. */
const NONE = -1;

/** How sure it can be what was. */
const CERTAINTIES: Certainty[] = [
  'known',
  'interval',
  'gap',
  'before-watching',
];

/**
 * Instances as the cells of a tile: an array for each thing that a cell says, in which
 * what occurs often is an index. So it is small, and compresses well.
 *
 * @param options.asOf - milliseconds since 1970, that ages are counted to
 * @param options.isPast - whether it is said of each cell how sure it is
 */
export function packCells(options: {
  part: TilePart;
  instances: readonly TileInstance[];
  /** By instance; absent where nobody knows, as of the past. */
  members?: ReadonlyMap<string, TileMember>;
  asOf: number;
  isPast?: boolean;
}): Pick<
  MatrixTile,
  'states' | 'versions' | 'certainties' | 'rollouts' | 'cells'
> {
  const { part, asOf, isPast = false } = options;
  const rowOf = placesOf(part.clusterIds);
  const columnOf = placesOf(part.entityRefs);
  const width = part.entityRefs.length;
  const byPlace = new Map<number, TileInstance[]>();
  for (const instance of options.instances) {
    const row = rowOf.get(instance.clusterId);
    const column = columnOf.get(instance.entityRef);
    if (row === undefined || column === undefined) continue;
    const place = row * width + column;
    const known = byPlace.get(place);
    if (known) known.push(instance);
    else byPlace.set(place, [instance]);
  }
  const versions = new Map<string, number>();
  const indexOf = (version: string | undefined): number => {
    if (version === undefined) return NONE;
    const known = versions.get(version) ?? versions.size;
    versions.set(version, known);
    return known;
  };
  const ageOf = (time: number | undefined): number =>
    time === undefined ? NONE : Math.max(0, Math.floor((asOf - time) / 1_000));
  const cells: MatrixCells = {
    row: [],
    column: [],
    state: [],
    version: [],
    desired: [],
    since: [],
    atLeast: [],
    instances: [],
    stale: [],
    staleSince: [],
    ...(isPast ? { certainty: [] } : {}),
    rollout: [],
    rolloutSince: [],
  };
  for (const place of [...byPlace.keys()].sort((a, b) => a - b)) {
    const instances = byPlace.get(place) as TileInstance[];
    const { instance: worst, stale: isStale } = shownOf(instances.sort(byAge));
    cells.row.push(Math.floor(place / width));
    cells.column.push(place % width);
    cells.state.push(cellStateOf(worst));
    cells.version.push(indexOf(worst.version));
    cells.desired.push(indexOf(worst.desiredVersion));
    cells.since.push(ageOf(worst.since));
    cells.atLeast.push(Number(worst.sinceIsLowerBound));
    cells.instances.push(instances.length);
    // One that nobody saw is why the cell is not sure.
    const certainty = isStale ? 'gap' : worst.certainty ?? 'known';
    cells.certainty?.push(CERTAINTIES.indexOf(certainty));
    cells.stale.push(Number(isStale));
    cells.staleSince.push(
      Math.max(
        NONE,
        ...instances
          .filter(({ stale }) => isStale && stale)
          .map(each => ageOf(each.staleSince)),
      ),
    );
    const member = mostUrgent(
      instances.flatMap(({ id }) => options.members?.get(id) ?? []),
    );
    cells.rollout.push(member ? ROLLOUT_STATES.indexOf(member.state) : NONE);
    cells.rolloutSince.push(ageOf(member?.since));
  }
  return {
    states: [...CELL_STATES],
    versions: [...versions.keys()],
    ...(isPast ? { certainties: [...CERTAINTIES] } : {}),
    rollouts: [...ROLLOUT_STATES],
    cells,
  };
}

/** Those that are so for the longest first, then by id. */
function byAge(a: TileInstance, b: TileInstance): number {
  return (
    (a.since ?? Infinity) - (b.since ?? Infinity) || (a.id < b.id ? -1 : 1)
  );
}

function placesOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, place) => [id, place]));
}
