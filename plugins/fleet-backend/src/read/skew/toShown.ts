import type {
  SkewComparisonPage,
  SkewLine,
  SkewPage,
  TraitMode,
  TraitSight,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined, type Row } from '../types';
import type { ClusterGroup } from './groupClusters';

type ShownLine = SkewPage['items'][number];
type ShownSight = SkewComparisonPage['items'][number]['left'];

/** Clusters that a line names; the others it counts. */
const CLUSTERS_SHOWN = 20;
/** Values that a tie names. */
const VALUES_SHOWN = 5;
/** Longer values are cut: whoever wants to see more has the thing's own page. */
const LONGEST_VALUE = 1024;

const ORDER = ['differs', 'absent', 'undecided', 'unknown', 'expected'];

/** A trait of a group, with the first of the clusters that are not the same. */
export function toShownLine(
  line: SkewLine<Row>,
  { id, group }: Pick<ClusterGroup, 'id' | 'group'>,
): ShownLine {
  const others = [...line.others].sort(
    // Those of one kind stay as they are: by name.
    (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict),
  );
  return {
    group: { id, ...group },
    aspect: line.aspect,
    key: line.key,
    mode: toShownMode(line.mode),
    counts: line.counts,
    others: others.slice(0, CLUSTERS_SHOWN).map(each =>
      defined({
        cluster: { id: each.cluster.id, name: each.cluster.name },
        verdict: each.verdict as ShownLine['others'][number]['verdict'],
        sight: toShownSight(each.sight),
        expected: each.expected,
      }),
    ),
    othersTotal: others.length,
  };
}

export function toShownMode(mode: TraitMode): ShownLine['mode'] {
  if (mode.state === 'tied') {
    return {
      state: 'tied',
      known: mode.known,
      values: mode.values.slice(0, VALUES_SHOWN).map(each =>
        defined({
          value: each.value === undefined ? undefined : cut(each.value),
          clusters: each.clusters,
        }),
      ),
      valuesTotal: mode.values.length,
    };
  }
  return mode.state === 'value' ? { ...mode, value: cut(mode.value) } : mode;
}

export function toShownSight(sight: TraitSight): ShownSight {
  if (sight.state === 'value') return { ...sight, value: cut(sight.value) };
  if (sight.state === 'absent' || sight.lastKnown === undefined) return sight;
  return { ...sight, lastKnown: cut(sight.lastKnown) };
}

function cut(text: string): string {
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE - 1)}…`
    : text;
}
