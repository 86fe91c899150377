import type { SizedWorkload } from '@fleetview/backstage-plugin-fleet-common';

/** What tells a row from others, also in the URL. */
export function sizingId(workload: SizedWorkload): string {
  const { cluster, namespace, kind, name, money = '' } = workload;
  return ['size', cluster.id, namespace, kind, name, money].join('/');
}
