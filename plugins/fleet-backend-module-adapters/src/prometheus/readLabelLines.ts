import type { CostLine } from '../costs/lineSchema';
import { sumLines } from '../costs/sumLines';
import { readOwner } from '../owners/readOwner';
import { readLabelName } from './readLabelName';
import type { Sample } from './readSamples';

/** How long something had each value of a label; `''` is none. */
type Hours = Map<string, number>;

/** Which part of something each value of a label is of. */
type Parts = (readonly [value: string, part: number])[];

const NOTHING: Parts = [['', 1]];

function add(all: Map<string, Hours>, id: string, value: string, more: number) {
  const hours: Hours = all.get(id) ?? new Map();
  hours.set(value, (hours.get(value) ?? 0) + more);
  all.set(id, hours);
}

function partsOf(hours: Hours | undefined): Parts | undefined {
  const sum = [...(hours?.values() ?? [])].reduce((all, each) => all + each, 0);
  if (!hours || sum === 0) return undefined;
  return [...hours].map(([value, each]) => [value, each / sum] as const);
}

function scaled<T extends object>(amounts: T, part: number): T {
  return Object.fromEntries(
    Object.entries(amounts).map(([key, amount]) => [key, amount * part]),
  ) as T;
}

/** Of volumes and load balancers nobody says whose pods they are for. */
function isOfPods({ costs: { pv, loadBalancer } }: CostLine): boolean {
  return pv === undefined && loadBalancer === undefined;
}

/** Which part of a line each value is of: by its pods, else by its namespace. */
function valuesBy(
  samples: readonly Sample[],
  key: string,
): (line: CostLine) => Parts {
  const name = readLabelName(key);
  const byOwner = new Map<string, Hours>();
  const byNamespace = new Map<string, Hours>();
  for (const { labels, value: hours } of samples) {
    const { namespace = '', labelled } = labels;
    const value = labels[name] ?? '';
    if (labelled === 'namespace') {
      add(byNamespace, namespace, value, hours);
      continue;
    }
    const owner = readOwner(labels.owner_kind, labels.owner_name);
    add(
      byOwner,
      JSON.stringify([namespace, owner.kind, owner.name]),
      value,
      hours,
    );
  }
  return line => {
    if (line.share === 'idle') return NOTHING;
    const { namespace = '', controllerKind, controller } = line;
    const id = JSON.stringify([namespace, controllerKind, controller]);
    const own = isOfPods(line) ? partsOf(byOwner.get(id)) : undefined;
    const others = partsOf(byNamespace.get(namespace)) ?? NOTHING;
    // What a pod says counts before what its namespace does.
    return (own ?? NOTHING).flatMap(([value, part]) =>
      value === ''
        ? others.map(([other, each]) => [other, part * each] as const)
        : [[value, part] as const],
    );
  };
}

/**
 * The same money by the values of a label. What has several of them within a day, as its
 * pods were others or have not all the same, is of each by the hours of its pods.
 *
 * @param lines - all workloads of one cluster and day
 * @param samples - how many hours pods and namespaces had which value
 * @returns nothing where nothing in the cluster has the label: whether it is told at all
 *   nobody knows then
 */
export function readLabelLines(
  lines: readonly CostLine[],
  samples: readonly Sample[],
  key: string,
): { value: string; line: CostLine }[] | undefined {
  const name = readLabelName(key);
  if (samples.every(({ labels }) => !labels[name])) return undefined;
  const partsOfLine = valuesBy(samples, key);
  const groups = new Map<
    string,
    { share: CostLine['share']; value: string; members: CostLine[] }
  >();
  for (const line of lines) {
    for (const [value, part] of partsOfLine(line)) {
      let share: CostLine['share'] = value === '' ? 'unallocated' : 'used';
      if (line.share === 'idle') share = 'idle';
      const id = JSON.stringify([share, value]);
      const group = groups.get(id) ?? { share, value, members: [] };
      group.members.push({
        ...line,
        costs: scaled(line.costs, part),
        usage: scaled(line.usage, part),
      });
      groups.set(id, group);
    }
  }
  return [...groups.values()].map(({ share, value, members }) => ({
    value,
    line: {
      ...sumLines(members, {
        grain: 'label',
        share,
        name: [members[0].cluster, value || `__${share}__`]
          .filter(Boolean)
          .join('/'),
      }),
      ...(share === 'used' && { label: { key, value } }),
    },
  }));
}
