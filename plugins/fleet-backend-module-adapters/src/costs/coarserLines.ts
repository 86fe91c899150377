import type { CostLine } from './lineSchema';
import { sumLines } from './sumLines';

/** A line with the key that tells it from others of its answer. */
export type KeyedLine = { key: string; line: CostLine };

function grouped(
  lines: readonly CostLine[],
  keyOf: (line: CostLine) => unknown[],
): Map<string, CostLine[]> {
  const groups = new Map<string, CostLine[]>();
  for (const line of lines) {
    const key = JSON.stringify(keyOf(line));
    const known = groups.get(key);
    if (known) known.push(line);
    else groups.set(key, [line]);
  }
  return groups;
}

/** What a workload lacked that is in a namespace the namespace does not lack. */
function namespaceShare({ share, namespace }: CostLine): CostLine['share'] {
  return share === 'unallocated' && namespace !== undefined ? 'used' : share;
}

/** What no namespace is known of belongs to the cluster all the same. */
function clusterShare({ share }: CostLine): CostLine['share'] {
  return share === 'unallocated' ? 'used' : share;
}

const NAMES: Partial<Record<CostLine['share'], string>> = {
  idle: '__idle__',
  shared: '__shared__',
  unallocated: '__unallocated__',
  unmounted: '__unmounted__',
};

/**
 * The same money by namespace and by cluster, from what it is by workload. They are not
 * asked for: a cost tool computes each answer from millions of samples.
 *
 * @param lines - all workloads of one window
 */
export function coarserLines(
  lines: readonly CostLine[],
  day: string,
): KeyedLine[] {
  const namespaces = grouped(lines, line => [
    day,
    'namespace',
    line.cluster,
    line.namespace,
    namespaceShare(line),
  ]);
  const clusters = grouped(lines, line => [
    day,
    'cluster',
    line.cluster,
    clusterShare(line),
  ]);
  return [
    ...[...namespaces].map(([key, members]) => {
      const share = namespaceShare(members[0]);
      const { namespace } = members[0];
      return {
        key,
        line: sumLines(members, {
          grain: 'namespace',
          share,
          name: namespace ?? NAMES[share] ?? share,
          namespace,
        }),
      };
    }),
    ...[...clusters].map(([key, members]) => {
      const share = clusterShare(members[0]);
      return {
        key,
        line: sumLines(members, {
          grain: 'cluster',
          share,
          name: NAMES[share] ?? members[0].cluster ?? 'cluster',
        }),
      };
    }),
  ];
}
