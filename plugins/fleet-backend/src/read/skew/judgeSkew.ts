import {
  differingOf,
  type SkewAspect,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { breather } from '../../derive/breather';
import type { FleetReadContext, Row } from '../types';
import { groupClusters } from './groupClusters';
import { judgeGroup } from './judgeGroup';
import { readTraits } from './readTraits';
import type { SkewBasis } from './SkewBasis';
import { toShownLine } from './toShown';

/** What groups of clusters are narrowed to. */
export type SkewFilter = {
  group?: string[];
  aspect?: SkewAspect[];
  region?: string[];
};

type ShownLine = ReturnType<typeof toShownLine>;

/** Every trait of every group that passes a filter. */
export type JudgedSkew = {
  lines: ShownLine[];
  groups: {
    group: ShownLine['group'];
    clusters: number;
    lines: number;
    differing: number;
    unknown: number;
  }[];
  ungrouped: number;
  withheld: SkewAspect[];
  clusters: Row[];
};

/** Compares all clusters that pass a filter with those of their group. */
export async function judgeSkew(
  context: FleetReadContext,
  options: { adapters: readonly FleetAdapter[]; basis: SkewBasis },
  filter: SkewFilter,
): Promise<JudgedSkew> {
  const { basis } = options;
  const { groups, ungrouped } = groupClusters(
    context.fleet.clusters.filter(
      ({ region }) => !filter.region?.length || filter.region.includes(region),
    ),
    basis.settings,
  );
  const asked = groups.filter(
    ({ id }) => !filter.group?.length || filter.group.includes(id),
  );
  const clusters = asked.flatMap(group => group.clusters);
  const { traits, withheld } = await readTraits(
    { context, clusters, adapters: options.adapters },
    filter.aspect,
  );
  const lines: ShownLine[] = [];
  const summaries: JudgedSkew['groups'] = [];
  const breathe = breather();
  for (const group of asked) {
    const summary = {
      group: { id: group.id, ...group.group },
      clusters: group.clusters.length,
      lines: 0,
      differing: 0,
      unknown: 0,
    };
    summaries.push(summary);
    for (const trait of traits) {
      await breathe();
      const line = judgeGroup(trait, group.clusters, basis.settings);
      if (!line) continue;
      summary.lines += 1;
      if (differingOf(line.counts) > 0) summary.differing += 1;
      else if (line.counts.unknown > 0) summary.unknown += 1;
      // Only its first clusters are kept: there may be thousands of lines.
      lines.push(toShownLine(line, group));
    }
  }
  return {
    lines,
    groups: summaries.sort(
      (a, b) =>
        b.differing - a.differing ||
        b.unknown - a.unknown ||
        (a.group.id < b.group.id ? -1 : 1),
    ),
    ungrouped,
    withheld,
    clusters,
  };
}
