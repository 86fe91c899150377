import type {
  FleetDriftEpisode,
  FleetDriftPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  DriftLine,
  PagedSight,
} from '@fleetview/backstage-plugin-fleet-react';

/**
 * A row of the table of what differs in the same way: a line, and beneath one that is
 * expanded where it does.
 */
export type SameRow =
  | { kind: 'line'; id: string; line: DriftLine }
  | { kind: 'place'; id: string; episode: FleetDriftEpisode }
  | { kind: 'note'; id: string; note: PlaceNote };

/** What stands in place of places, or after them. */
export type PlaceNote =
  | { of: 'loading' }
  | { of: 'none' }
  | { of: 'failed'; message: string }
  | { of: 'more'; same: string; amount: number };

/** The rows, with the places of the line that is expanded beneath it. */
export function sameRows(
  lines: readonly DriftLine[],
  expanded: string | undefined,
  places: PagedSight<FleetDriftPage>['sight'],
): SameRow[] {
  return lines.flatMap(line => {
    const row: SameRow = { kind: 'line', id: line.id, line };
    return line.id === expanded ? [row, ...placesOf(line, places)] : [row];
  });
}

function placesOf(
  { id }: DriftLine,
  places: PagedSight<FleetDriftPage>['sight'],
): SameRow[] {
  const note = (value: PlaceNote): SameRow => ({
    kind: 'note',
    id: `${id} ${value.of}`,
    note: value,
  });
  switch (places.kind) {
    case 'loading':
      return [note({ of: 'loading' })];
    case 'forbidden':
      return [note({ of: 'failed', message: places.message })];
    case 'failed':
      return [note({ of: 'failed', message: places.failure.message })];
    default: {
      // Those of another line stand there until the new ones have come.
      if (places.updating) return [note({ of: 'loading' })];
      const [{ items, totals }] = places.data;
      if (items.length === 0) return [note({ of: 'none' })];
      return [
        ...items.map(
          (episode): SameRow => ({
            kind: 'place',
            id: `${id} ${episode.id}`,
            episode,
          }),
        ),
        ...(totals.episodes > items.length
          ? [note({ of: 'more', same: id, amount: totals.episodes })]
          : []),
      ];
    }
  }
}
