import type { DiscoveredResource, Discovery } from '@fleetview/kube-watch';
import type { Kind } from '../manifests/Manifest';

/** Whether a server serves a kind at a version. */
export type Served =
  | { state: 'served'; resource: DiscoveredResource }
  /** @param others - versions at which it serves the kind */
  | { state: 'absent'; others: string[] }
  | { state: 'unknown'; reason: string };

/** What a server's discovery says of a kind; that part of it failed is no absence. */
export function servedOf(discovery: Discovery, wanted: Kind): Served {
  const versions =
    discovery.groups.find(({ group }) => group === wanted.group)?.versions ??
    [];
  const own = versions.find(({ version }) => version === wanted.version);
  if (own?.error) return { state: 'unknown', reason: own.error.reason };
  const resource = own?.resources.find(({ kind }) => kind === wanted.kind);
  if (resource) return { state: 'served', resource };
  return {
    state: 'absent',
    others: versions
      .filter(({ resources }) =>
        resources.some(({ kind }) => kind === wanted.kind),
      )
      .map(({ version }) => version),
  };
}
