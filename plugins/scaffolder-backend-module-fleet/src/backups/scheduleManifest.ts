import { FLEET_ANNOTATION_PREFIX } from '@fleetview/backstage-plugin-fleet-common';
import type { Manifest } from '../clusters';
import type { BackupSchedule } from './BackupSchedule';

/** By it a Schedule says whose backups it makes, and that it may be edited for these. */
export const COMPONENT = `${FLEET_ANNOTATION_PREFIX}component`;

/** What a Schedule says of backups, by paths: each is set alone where one is there already. */
export function valuesOf({
  namespaces,
  schedule,
  ttl,
  storageLocation,
  volumes,
}: BackupSchedule) {
  return [
    [['spec', 'schedule'], schedule],
    [['spec', 'template', 'includedNamespaces'], namespaces],
    ...(storageLocation
      ? [[['spec', 'template', 'storageLocation'], storageLocation] as const]
      : []),
    [['spec', 'template', 'ttl'], ttl],
    [['spec', 'template', 'snapshotVolumes'], volumes.startsWith('snapshot')],
    [['spec', 'template', 'snapshotMoveData'], volumes === 'snapshot-moved'],
    [
      ['spec', 'template', 'defaultVolumesToFsBackup'],
      volumes === 'file-system',
    ],
  ] as const;
}

/** A Schedule of Velero. */
export function scheduleManifest(backups: BackupSchedule): Manifest {
  const { component, name, veleroNamespace } = backups;
  const spec: Record<string, unknown> = {};
  const template: Record<string, unknown> = {};
  for (const [path, value] of valuesOf(backups)) {
    const [, first, second] = path as readonly string[];
    if (second) template[second] = value;
    else spec[first] = value;
  }
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: {
      name,
      namespace: veleroNamespace,
      annotations: { [COMPONENT]: component },
    },
    spec: { ...spec, template },
  };
}
