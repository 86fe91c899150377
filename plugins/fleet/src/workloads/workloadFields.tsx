import type { ReactNode } from 'react';
import type { Workload } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  Since,
  StatusMark,
  statusOfWorkload,
  UntrustedText,
  versionOfWorkload,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import { mappingFields } from '../mapping/mappingFields';
import type { Text } from '../translation';
import { runFields } from './runFields';
import { strategyFields } from './strategyFields';

/**
 * What a drawer says of a workload.
 */
export function workloadFields(
  workload: Workload,
  t: Text,
  /** What stands between its message and the rest. */
  why: { name: string; value: ReactNode }[] = [],
): { name: string; value: ReactNode }[] {
  const { desired, updated, ready, available } = workload.replicas;
  return [
    {
      name: t('instance.detail.state'),
      value: <StatusMark status={statusOfWorkload(workload)} />,
    },
    {
      name: t('instance.detail.message'),
      value: workload.message && (
        <UntrustedText text={workload.message} block />
      ),
    },
    ...why,
    {
      name: t('instance.detail.version'),
      value: <VersionText version={versionOfWorkload(workload)} />,
    },
    {
      name: t('instance.detail.replicas'),
      value:
        desired === undefined
          ? undefined
          : t('instance.detail.replicasValue', {
              ready: String(ready ?? 0),
              available: String(available ?? 0),
              updated: String(updated ?? 0),
              desired: String(desired),
            }),
    },
    ...strategyFields(workload, t),
    ...runFields(workload, t),
    {
      name: t('instance.detail.images'),
      value:
        workload.images.length > 0 &&
        workload.images.map(image => (
          <div key={image}>
            <UntrustedText text={image} block />
          </div>
        )),
    },
    {
      name: t('instance.detail.since'),
      value: workload.since && <Since at={workload.since} />,
    },
    {
      name: t('instance.detail.component'),
      value: workload.entityRef && <EntityLink entity={workload.entityRef} />,
    },
    {
      name: t('instance.detail.evidence'),
      value: workload.binding && (
        <UntrustedText text={workload.binding.evidence} block />
      ),
    },
    {
      name: t('workload.ambiguous'),
      value:
        workload.ambiguous &&
        workload.ambiguous.length > 0 &&
        workload.ambiguous.map(entity => (
          <div key={entity}>
            <EntityLink entity={entity} />
          </div>
        )),
    },
    ...mappingFields(workload, t),
  ];
}
