import { Since, UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { violationsOf } from '../StatementSummary';
import { namedClusters } from './NamedClusters';
import { objectName, textLines } from './TextLines';
import type { FieldsOf } from './types';

export const policyFields: FieldsOf<'policy'> = (detail, t, links) => [
  {
    name: t('policies.detail.enforcement'),
    value: t(`policies.enforcements.${detail.enforcement}`),
  },
  {
    name: t('policies.detail.title'),
    value: detail.title && <UntrustedText text={detail.title} block />,
  },
  {
    name: t('statements.detail.description'),
    value: detail.description && (
      <UntrustedText text={detail.description} block />
    ),
  },
  {
    name: t('findings.columns.severity'),
    value: detail.severity && t(`findings.severities.${detail.severity}`),
  },
  {
    name: t('policies.detail.violations'),
    // That nobody counted is not that there are none.
    value: violationsOf(detail, t) ?? t('policies.notCounted'),
  },
  {
    name: t('findings.columns.evaluated'),
    value: detail.evaluatedAt && <Since at={detail.evaluatedAt} ago />,
  },
  {
    name: t('policies.detail.rules'),
    value:
      detail.rules.length > 0 &&
      textLines([
        ...detail.rules.map(({ name, action, enforcement }) =>
          [
            name,
            action,
            enforcement && t(`policies.enforcements.${enforcement}`),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
        ...(detail.rulesTotal > detail.rules.length
          ? [
              t('statements.detail.more', {
                count: detail.rulesTotal - detail.rules.length,
              }),
            ]
          : []),
      ]),
  },
  {
    name: t('policies.detail.background'),
    value:
      detail.background !== undefined &&
      t(detail.background ? 'statements.yes' : 'statements.no'),
  },
  {
    name: t('policies.detail.kinds'),
    value: detail.kinds.length > 0 && textLines(detail.kinds),
  },
  {
    name: t('policies.detail.excluded'),
    value:
      detail.excludedNamespaces.length > 0 &&
      textLines(detail.excludedNamespaces),
  },
  {
    name: t('findings.detail.category'),
    value: detail.categories.length > 0 && textLines(detail.categories),
  },
  {
    name: t('policies.detail.standards'),
    value: detail.standards.length > 0 && textLines(detail.standards),
  },
  {
    name: t('findings.detail.controls'),
    value: detail.controls.length > 0 && textLines(detail.controls),
  },
  {
    name: t('statements.detail.clusters'),
    value:
      detail.clusters &&
      namedClusters(
        detail.clusters.map(({ compliance, ...cluster }) => ({
          ...cluster,
          status: compliance,
        })),
        detail.clustersTotal,
        t,
        links,
      ),
  },
  {
    name: t('policies.detail.references'),
    value:
      detail.references.length > 0 &&
      textLines(detail.references.map(reference => objectName(reference))),
  },
];

export const exceptionFields: FieldsOf<'exception'> = (detail, t) => [
  {
    name: t('policies.detail.exempts'),
    value:
      detail.policies.length > 0
        ? textLines(
            detail.policies.map(({ name, rules }) =>
              rules.length > 0 ? `${name}: ${rules.join(', ')}` : name,
            ),
          )
        : t('policies.allPolicies'),
  },
  {
    name: t('policies.detail.scope'),
    value: detail.scope.length > 0 && textLines(detail.scope),
  },
  {
    name: t('statements.detail.namespaces'),
    value: detail.namespaces.length > 0 && textLines(detail.namespaces),
  },
  {
    name: t('policies.detail.reportsAs'),
    value: t(`policies.reportsAs.${detail.reportsAs}`),
  },
  {
    name: t('policies.detail.reason'),
    value: detail.reason && <UntrustedText text={detail.reason} block />,
  },
  {
    name: t('policies.detail.ticket'),
    value: detail.ticket && <UntrustedText text={detail.ticket} block />,
  },
  {
    name: t('policies.detail.requestedBy'),
    value: detail.requestedBy && (
      <UntrustedText text={detail.requestedBy} block />
    ),
  },
  {
    name: t('policies.detail.approvedBy'),
    value: detail.approvedBy && (
      <UntrustedText text={detail.approvedBy} block />
    ),
  },
  {
    name: t('policies.detail.created'),
    value: detail.createdAt && <Since at={detail.createdAt} ago />,
  },
  {
    name: t('policies.detail.expires'),
    value: detail.expiresAt ? (
      <>
        {detail.expiresAt.slice(0, 16).replace('T', ' ')} UTC
        {detail.expired && ` · ${t('policies.expired')}`}
      </>
    ) : (
      t('policies.never')
    ),
  },
];
