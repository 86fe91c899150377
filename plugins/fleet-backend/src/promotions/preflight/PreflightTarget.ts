import type { PlannedItem } from '@fleetview/backstage-plugin-fleet-common';
import { runningWorkloads } from '../sight/bringingDeliveries';
import type { SeenInstance } from '../types';

/** A workload as it is on a cluster, and what is to run in it. */
export type TargetWorkload = {
  kind: string;
  namespace: string;
  name: string;
  /** By container. */
  images: Readonly<Record<string, string>>;
};

/** A cluster that a release goes to. */
export type PreflightTarget = {
  /** Its id. */
  cluster: string;
  workloads: readonly TargetWorkload[];
  /** The images of the release, by repository. */
  images: readonly { repository: string; digest: string }[];
};

type Wanted = NonNullable<PlannedItem['images'][number]['to']>;

/** What a plan brings to a cluster, workload by workload. */
export function preflightTargetOf(options: {
  cluster: string;
  items: readonly PlannedItem[];
  seen: readonly SeenInstance[];
}): PreflightTarget {
  const { cluster, seen } = options;
  const items = options.items.filter(item => item.cluster === cluster);
  const wanted = items.flatMap(item =>
    item.images.flatMap(({ workload, container, to }) =>
      to ? [{ namespace: item.namespace, workload, container, to }] : [],
    ),
  );
  const workloads = seen
    .filter(({ running }) => running.cluster === cluster)
    .flatMap(({ parts }) => runningWorkloads(parts))
    .flatMap(({ fact }): TargetWorkload[] => {
      const { kind, namespace, name } = fact;
      if (namespace === undefined) return [];
      const own = wanted.filter(
        each =>
          each.workload === name && (each.namespace ?? namespace) === namespace,
      );
      const images = Object.fromEntries(
        own.map(({ container, to }) => [container, referenceOf(to)]),
      );
      return [{ kind, namespace, name, images }];
    });
  return {
    cluster,
    workloads,
    images: wanted.flatMap(({ to: { repository, digest } }) =>
      digest === undefined ? [] : [{ repository, digest }],
    ),
  };
}

function referenceOf({ repository, tag, digest }: Wanted): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${
    digest === undefined ? '' : `@${digest}`
  }`;
}
