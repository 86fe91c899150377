import type { Discovery, KubernetesClient } from '@fleetview/kube-watch';
import type { Backups } from './LiveSight';

export const BACKUP_GROUP = 'velero.io';

/** The schedules of backups that Velero has; `not-served` where there is no Velero. @throws KubernetesError */
export async function readBackups(
  client: Pick<KubernetesClient, 'listSome'>,
  discovery: Discovery,
  signal: AbortSignal,
): Promise<Backups | 'not-served'> {
  const versions = discovery.groups.find(
    ({ group }) => group === BACKUP_GROUP,
  )?.versions;
  if (!versions) return 'not-served';
  const resource = versions
    .flatMap(({ resources }) => resources)
    .find(({ plural }) => plural === 'schedules');
  if (!resource) {
    const broken = versions.find(({ error }) => error)?.error;
    if (broken) throw broken;
    return 'not-served';
  }
  const { items, more } = await client.listSome(resource, {
    limit: 200,
    maxBytes: 2 * 1024 * 1024,
    timeoutMs: 10_000,
    signal,
  });
  return {
    schedules: items.length,
    enabled: items.filter(isEnabled).length,
    more,
  };
}

/** Velero looked at it, found it valid, and runs it. */
function isEnabled(schedule: Record<string, unknown>): boolean {
  const { spec, status } = schedule as {
    spec?: { paused?: unknown } | null;
    status?: { phase?: unknown } | null;
  };
  return status?.phase === 'Enabled' && spec?.paused !== true;
}
