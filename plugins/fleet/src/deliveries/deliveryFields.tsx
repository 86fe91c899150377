import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import type { Delivery } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  EntityLink,
  Since,
  StatusMark,
  statusOfDelivery,
  statusOfSync,
  UntrustedAddress,
  UntrustedText,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import type { FleetLinks } from '../routing';
import { mappingFields } from '../mapping/mappingFields';
import { objectName, textLines } from '../statements/fields/TextLines';
import type { Text } from '../translation';
import { IgnoreRule } from './IgnoreRule';
import { placeOfRule } from './ignoreRuleWords';

/**
 * What a drawer says of a delivery. All of it comes from a cluster: text, and
 * addresses only through the one gate.
 */
export function deliveryFields(
  delivery: Delivery,
  t: Text,
  links: FleetLinks,
): { name: string; value: ReactNode }[] {
  const { subject, operation } = delivery;
  return [
    {
      name: t('delivery.detail.shown'),
      value: delivery.partial && t('delivery.detail.partial'),
    },
    {
      name: t('instance.detail.state'),
      value: <StatusMark status={statusOfDelivery(delivery)} />,
    },
    {
      name: t('instance.detail.message'),
      value: delivery.message && (
        <UntrustedText text={delivery.message} block />
      ),
    },
    {
      name: t('instance.detail.sync'),
      value: <StatusMark status={statusOfSync(delivery)} />,
    },
    {
      name: t('instance.detail.syncMessage'),
      value: delivery.syncMessage && (
        <UntrustedText text={delivery.syncMessage} block />
      ),
    },
    {
      name: t('delivery.detail.approval'),
      value:
        delivery.approval &&
        t(`delivery.detail.approvals.${delivery.approval}`),
    },
    {
      name: t('delivery.detail.outOfSync'),
      value:
        delivery.outOfSyncResources &&
        delivery.outOfSyncResources.length > 0 &&
        delivery.outOfSyncResources.map(resource => (
          <div key={resource}>
            <UntrustedText text={resource} block />
          </div>
        )),
    },
    {
      name: t('delivery.detail.blockedBy'),
      value:
        delivery.blockedBy &&
        delivery.blockedBy.length > 0 &&
        textLines(delivery.blockedBy),
    },
    {
      name: t('delivery.detail.dependsOn'),
      value:
        delivery.dependsOn &&
        delivery.dependsOn.length > 0 &&
        textLines(delivery.dependsOn.map(objectName)),
    },
    {
      name: t('delivery.detail.conditions'),
      value:
        delivery.conditions &&
        delivery.conditions.length > 0 &&
        textLines(
          delivery.conditions.map(({ type, message }) =>
            [type, message].filter(Boolean).join(': '),
          ),
        ),
    },
    {
      name: t('delivery.detail.leavesOut'),
      value: ignoreRulesOf(delivery, t),
    },
    { name: t('delivery.detail.engine'), value: engineName(delivery.engine) },
    {
      name: t('delivery.detail.readFrom'),
      value: (
        <Link to={links.cluster(delivery.observer.id)}>
          {delivery.observer.name}
        </Link>
      ),
    },
    {
      name: t('delivery.detail.subject'),
      value: subject.cluster ? (
        <Link to={links.cluster(subject.cluster.id)}>
          {subject.cluster.name}
        </Link>
      ) : (
        subject.state === 'unresolved' && (
          <UntrustedText
            block
            text={[
              t('delivery.detail.unresolved', {
                reference: subject.reference ?? '?',
              }),
              subject.reason,
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        )
      ),
    },
    {
      name: t('delivery.detail.targetNamespace'),
      value: delivery.targetNamespace,
    },
    {
      name: t('delivery.detail.desired'),
      value: delivery.desiredRevision && (
        <VersionText
          version={{ kind: 'settled', version: delivery.desiredRevision.value }}
        />
      ),
    },
    {
      name: t('delivery.detail.applied'),
      value: delivery.appliedRevision && (
        <VersionText
          version={{ kind: 'settled', version: delivery.appliedRevision.value }}
        />
      ),
    },
    ...delivery.sources.flatMap(source => [
      {
        name: t('delivery.detail.repository'),
        value: source.repository && (
          <UntrustedAddress address={source.repository} />
        ),
      },
      {
        name: t('delivery.detail.path'),
        value: source.path && <UntrustedText text={source.path} />,
      },
      {
        name: t('delivery.detail.chart'),
        value: source.chart && <UntrustedText text={source.chart} />,
      },
      {
        name: t('delivery.detail.target'),
        value: source.targetRevision && (
          <UntrustedText text={source.targetRevision} />
        ),
      },
    ]),
    {
      name: t('delivery.detail.operation'),
      value: operation && (
        <UntrustedText
          block
          text={[
            [operation.phase, operation.message].filter(Boolean).join(': '),
            operation.initiatedBy &&
              t('delivery.detail.by', { who: operation.initiatedBy }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      name: t('delivery.detail.failures'),
      value:
        operation?.failures &&
        operation.failures.length > 0 &&
        textLines(
          operation.failures.map(failure =>
            [objectName(failure), failure.message].filter(Boolean).join(': '),
          ),
          (operation.failuresTotal ?? 0) > operation.failures.length &&
            t('delivery.detail.moreFailures', {
              count: (operation.failuresTotal ?? 0) - operation.failures.length,
            }),
        ),
    },
    {
      name: t('delivery.detail.resources'),
      value:
        delivery.resources === undefined
          ? undefined
          : String(delivery.resources),
    },
    {
      name: t('delivery.detail.parent'),
      value: delivery.parent && <UntrustedText text={delivery.parent} />,
    },
    {
      name: t('instance.detail.since'),
      value: delivery.since && <Since at={delivery.since} />,
    },
    {
      name: t('instance.detail.component'),
      value: delivery.entityRef && <EntityLink entity={delivery.entityRef} />,
    },
    {
      name: t('instance.detail.evidence'),
      value: delivery.binding && (
        <UntrustedText text={delivery.binding.evidence} block />
      ),
    },
    ...mappingFields(delivery, t),
  ];
}

/** By which rules its engine leaves out differences; nothing where there are none. */
function ignoreRulesOf(delivery: Delivery, t: Text): ReactNode {
  const { ignoreRules: rules = [], ignoreRulesTotal = rules.length } = delivery;
  if (ignoreRulesTotal === 0) return undefined;
  return (
    <>
      {rules.map((rule, index) => (
        <IgnoreRule key={`${index} ${placeOfRule(rule)}`} rule={rule} />
      ))}
      {ignoreRulesTotal > rules.length && (
        <div>
          {t('delivery.detail.moreRules', {
            count: ignoreRulesTotal - rules.length,
          })}
        </div>
      )}
    </>
  );
}
