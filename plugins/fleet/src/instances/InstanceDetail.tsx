import { Link } from '@backstage/core-components';
import type {
  Instance,
  LostCandidate,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  FieldList,
  Since,
  StatusMark,
  statusOfInstance,
  statusOfSync,
  UntrustedText,
  versionOfInstance,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import { ActionMenu } from '../actions';
import { deliveryFields } from '../deliveries/deliveryFields';
import { LostCandidates } from '../mapping/LostCandidates';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { rolloutFields } from './rolloutFields';
import { diagnosisFields } from '../workloads/diagnosisFields';
import { workloadFields } from '../workloads/workloadFields';

/**
 * All that is known of one component on one cluster: how it is, why it is
 * there, and what it is made of.
 */
export function InstanceDetail(props: { instance: Instance }) {
  const { instance } = props;
  const t = useText();
  const links = useFleetLinks();
  const { desired, updated, ready, available } = instance.replicas;
  return (
    <>
      <ActionMenu instanceId={instance.id} />
      <FieldList
        fields={[
          {
            name: t('instance.detail.state'),
            value: <StatusMark status={statusOfInstance(instance)} />,
          },
          {
            name: t('instance.detail.message'),
            value: instance.message && (
              <UntrustedText text={instance.message} block />
            ),
          },
          ...diagnosisFields(instance.workloads, t),
          ...rolloutFields(instance, t),
          {
            name: t('instance.detail.version'),
            value: <VersionText version={versionOfInstance(instance)} />,
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
          {
            name: t('instance.detail.sync'),
            value: <StatusMark status={statusOfSync(instance)} />,
          },
          {
            name: t('instance.detail.syncMessage'),
            value: instance.syncMessage && (
              <UntrustedText text={instance.syncMessage} block />
            ),
          },
          {
            name: t('instance.detail.since'),
            value: instance.since && (
              <Since
                at={instance.since}
                isLowerBound={instance.sinceIsLowerBound}
              />
            ),
          },
          {
            name: t('instance.detail.confirmed'),
            value: instance.currency.confirmedAt && (
              <Since at={instance.currency.confirmedAt} ago />
            ),
          },
          {
            name: t('instance.detail.cluster'),
            value: (
              <Link to={links.cluster(instance.cluster.id)}>
                {instance.cluster.name}
              </Link>
            ),
          },
          { name: t('instance.detail.namespace'), value: instance.namespace },
          { name: t('instance.detail.region'), value: instance.region },
          {
            name: t('instance.detail.environment'),
            value: instance.environment,
          },
          {
            name: t('instance.detail.component'),
            value: instance.entityRef && (
              <EntityLink entity={instance.entityRef} />
            ),
          },
          {
            name: t('instance.detail.owner'),
            value: instance.owner && <EntityLink entity={instance.owner} />,
          },
          {
            name: t('instance.detail.system'),
            value: instance.system && <EntityLink entity={instance.system} />,
          },
        ]}
      />
      <FieldList
        title={t('instance.detail.why')}
        fields={
          instance.binding
            ? [
                {
                  name: t('instance.detail.rule'),
                  value: t(`rules.${instance.binding.rule}`),
                },
                {
                  name: t('instance.detail.evidence'),
                  value: (
                    <UntrustedText text={instance.binding.evidence} block />
                  ),
                },
                {
                  name: t('mapping.others'),
                  value: othersOf(instance).length > 0 && (
                    <LostCandidates candidates={othersOf(instance)} />
                  ),
                },
              ]
            : [
                {
                  name: t('instance.detail.rule'),
                  value: t('instance.detail.noBinding'),
                },
              ]
        }
      />
      {instance.deliveries.map(delivery => (
        <FieldList
          key={delivery.id}
          title={`${t('instance.detail.delivery')} ${delivery.kind} ${
            delivery.name
          }`}
          fields={deliveryFields(delivery, t, links)}
        />
      ))}
      {instance.workloads.map(workload => (
        <FieldList
          key={workload.id}
          title={`${t('instance.detail.workload')} ${workload.kind} ${
            workload.name
          }`}
          fields={workloadFields(workload, t)}
        />
      ))}
    </>
  );
}

/** The entities that its parts could have been bound to, each once. */
function othersOf(instance: Instance): LostCandidate[] {
  const others = new Map<string, LostCandidate>();
  for (const { binding } of [...instance.workloads, ...instance.deliveries]) {
    for (const other of binding?.others ?? []) {
      if (!others.has(other.entityRef)) others.set(other.entityRef, other);
    }
  }
  return [...others.values()];
}
