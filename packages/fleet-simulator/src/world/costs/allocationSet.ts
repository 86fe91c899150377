import type { Day, WorkloadDay } from './Ledger';

const HOUR_MS = 3_600_000;

/** The number as OpenCost writes it. */
export function five(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

type Group = {
  name: string;
  properties: Record<string, unknown>;
  members: WorkloadDay[];
};

export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

function windowOf(start: string, hours: number) {
  const window = {
    start,
    end: timestamp(Date.parse(start) + hours * HOUR_MS),
  };
  return { window, ...window, minutes: 60 * hours };
}

const LABEL = /^label:(.+)$/;

/** As Prometheus has them. */
function sanitized(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [
      key.replace(/\W/g, '_'),
      value,
    ]),
  );
}

function valueOf(
  cluster: string,
  workload: WorkloadDay,
  property: string,
): string {
  const [, label] = LABEL.exec(property) ?? [];
  if (label !== undefined) {
    return sanitized(workload.labels)[label] ?? '__unallocated__';
  }
  switch (property) {
    case 'cluster':
      return cluster;
    case 'namespace':
      return workload.namespace;
    case 'controllerKind':
      return workload.kind.toLowerCase();
    case 'controller':
      return workload.name;
    default:
      return '__unallocated__';
  }
}

function propertiesOf(
  cluster: string,
  workload: WorkloadDay,
  aggregate: readonly string[],
): Record<string, unknown> {
  const labels = aggregate.flatMap(property => {
    const [, label] = LABEL.exec(property) ?? [];
    const value = label && sanitized(workload.labels)[label];
    return value ? [[label, value]] : [];
  });
  return {
    ...Object.fromEntries(
      aggregate
        .filter(property => !LABEL.test(property))
        .map(property => [property, valueOf(cluster, workload, property)]),
    ),
    ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
  };
}

function allocationOf(
  start: string,
  hours: number,
  { name, properties, members }: Group,
) {
  const sum = (key: keyof WorkloadDay) =>
    five(members.reduce((all, member) => all + (member[key] as number), 0));
  const [cpuCost, ramCost] = [sum('cpuCost'), sum('ramCost')];
  const [pvCost, networkCost] = [sum('volumeCost'), sum('networkCost')];
  const gpuCost = sum('gpuCost');
  const cpu = sum('cpuUsed') / (sum('cpuRequested') || 1);
  const ram = sum('ramUsed') / (sum('ramRequested') || 1);
  return {
    name,
    properties,
    ...windowOf(start, hours),
    cpuCores: five(Math.max(sum('cpuRequested'), sum('cpuUsed'))),
    cpuCoreRequestAverage: sum('cpuRequested'),
    cpuCoreUsageAverage: sum('cpuUsed'),
    cpuCoreHours: five(hours * Math.max(sum('cpuRequested'), sum('cpuUsed'))),
    cpuCost,
    cpuCostAdjustment: 0,
    cpuEfficiency: five(cpu),
    gpuCount: sum('gpus'),
    gpuHours: five(hours * sum('gpus')),
    gpuCost,
    gpuCostAdjustment: 0,
    networkTransferBytes: sum('sentBytes'),
    networkReceiveBytes: sum('receivedBytes'),
    networkCost,
    networkCostAdjustment: 0,
    loadBalancerCost: 0,
    loadBalancerCostAdjustment: 0,
    pvBytes: sum('volumeBytes'),
    pvByteHours: hours * sum('volumeBytes'),
    pvCost,
    pvs: null,
    pvCostAdjustment: 0,
    ramBytes: Math.max(sum('ramRequested'), sum('ramUsed')),
    ramByteRequestAverage: sum('ramRequested'),
    ramByteUsageAverage: sum('ramUsed'),
    ramCost,
    ramCostAdjustment: 0,
    ramEfficiency: five(ram),
    externalCost: 0,
    sharedCost: 0,
    totalCost: five(cpuCost + gpuCost + ramCost + pvCost + networkCost),
    totalEfficiency: five(
      (cpu * cpuCost + ram * ramCost) / (cpuCost + ramCost || 1),
    ),
  };
}

function idleOf(
  start: string,
  hours: number,
  names: { name: string; cluster: string },
  { idle }: Day,
) {
  const { name, cluster } = names;
  const [cpuCost, ramCost] = [five(idle.cpuCost), five(idle.ramCost)];
  const gpuCost = five(idle.gpuCost);
  return {
    name,
    properties: { cluster },
    ...windowOf(start, hours),
    cpuCost,
    cpuCostAdjustment: 0,
    gpuCost,
    ramCost,
    ramCostAdjustment: 0,
    totalCost: five(cpuCost + gpuCost + ramCost),
    totalEfficiency: 0,
  };
}

/**
 * One allocation set of one day or hour, by what is aggregated; with idle cost where asked for.
 *
 * @param hours - how long it is of
 * @param splitIdle - idle cost is named for its cluster
 */
export function allocationSet(options: {
  start: string;
  hours: number;
  cluster: string;
  day: Day;
  aggregate: readonly string[];
  includeIdle: boolean;
  splitIdle?: boolean;
}): Record<string, unknown> {
  const { start, hours, cluster, day, aggregate, includeIdle } = options;
  const groups = new Map<string, Group>();
  for (const workload of day.workloads) {
    const name = aggregate
      .map(property => valueOf(cluster, workload, property))
      .join('/');
    const group = groups.get(name) ?? {
      name,
      properties: propertiesOf(cluster, workload, aggregate),
      members: [],
    };
    group.members.push(workload);
    groups.set(name, group);
  }
  const idleName = options.splitIdle ? `${cluster}/__idle__` : '__idle__';
  return {
    ...Object.fromEntries(
      [...groups.values()].map(group => [
        group.name,
        allocationOf(start, hours, group),
      ]),
    ),
    ...(includeIdle && {
      [idleName]: idleOf(start, hours, { name: idleName, cluster }, day),
    }),
  };
}
