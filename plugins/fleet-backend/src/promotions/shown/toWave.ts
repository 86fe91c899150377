import type { StagedWave } from '@fleetview/backstage-plugin-fleet-common';
import type { ClusterName } from './names';

export function toWave(
  { key, wave, part, soakMs, clusters }: StagedWave,
  nameOf: (id: string) => ClusterName,
) {
  return {
    key,
    wave,
    part,
    soakSeconds: soakMs / 1000,
    clusters: clusters.map(nameOf),
  };
}
