import {
  Since,
  UntrustedAddress,
  UntrustedText,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import { numberOf } from '../StatementSummary';
import { namedClusters } from './NamedClusters';
import { objectName, textLines } from './TextLines';
import type { FieldsOf } from './types';

export const sourceFields: FieldsOf<'source'> = (detail, t) => [
  {
    name: t('statements.detail.address'),
    value: detail.url && <UntrustedAddress address={detail.url} />,
  },
  {
    name: t('statements.detail.follows'),
    value: detail.reference && <UntrustedText text={detail.reference} />,
  },
  {
    name: t('statements.detail.revision'),
    value: detail.revision && (
      <VersionText
        version={{ kind: 'settled', version: detail.revision.value }}
      />
    ),
  },
  {
    name: t('statements.detail.chart'),
    value: detail.chart && <UntrustedText text={detail.chart} />,
  },
  {
    name: t('statements.detail.image'),
    value: detail.image && <UntrustedText text={detail.image} block />,
  },
  {
    name: t('statements.detail.from'),
    value: detail.parent && (
      <UntrustedText text={objectName(detail.parent)} block />
    ),
  },
  {
    name: t('statements.detail.suspended'),
    value: detail.suspended && t('statements.yes'),
  },
];

export const serviceFields: FieldsOf<'service'> = (detail, t, links) => [
  {
    name: t('statements.detail.conflict'),
    value: detail.conflict && <UntrustedText text={detail.conflict} block />,
  },
  {
    name: t('statements.detail.direction'),
    value: t(`statements.directions.${detail.direction}`),
  },
  {
    name: t('statements.detail.addressing'),
    value: t(`statements.addressings.${detail.addressing}`),
  },
  {
    name: t('statements.detail.addresses'),
    value: detail.ips.length > 0 && textLines(detail.ips),
  },
  {
    name: t('statements.detail.ports'),
    value:
      detail.ports.length > 0 &&
      textLines(
        detail.ports.map(({ name, port, protocol }) =>
          [name, [port, protocol].filter(Boolean).join('/')]
            .filter(Boolean)
            .join(' '),
        ),
      ),
  },
  {
    name: t('statements.detail.clusters'),
    value: namedClusters(detail.clusters, detail.clustersTotal, t, links),
  },
];

export const autoscalerFields: FieldsOf<'autoscaler'> = (detail, t) => [
  {
    name: t('statements.detail.target'),
    value: <UntrustedText text={objectName(detail.target)} block />,
  },
  {
    name: t('statements.detail.current'),
    value: t('statements.says.replicas', {
      current: numberOf(detail.current),
      minimum: numberOf(detail.minimum),
      maximum: numberOf(detail.maximum),
    }),
  },
  {
    name: t('statements.detail.wanted'),
    value: detail.desired !== undefined && String(detail.desired),
  },
  {
    name: t('statements.detail.limits'),
    value: detail.limited && t('statements.says.limited'),
  },
];

export const analysisFields: FieldsOf<'analysis'> = (detail, t) => [
  {
    name: t('statements.detail.verdict'),
    value: t(`statements.verdicts.${detail.verdict}`),
  },
  {
    name: t('statements.detail.parent'),
    value: detail.parent && (
      <UntrustedText text={objectName(detail.parent)} block />
    ),
  },
  {
    name: t('statements.detail.metrics'),
    value:
      detail.metrics.length > 0 &&
      textLines(
        detail.metrics.map(metric =>
          [
            `${metric.name}: ${t(`statements.verdicts.${metric.verdict}`)}`,
            t('statements.detail.metric', {
              good: String(metric.successful ?? 0),
              bad: String((metric.failed ?? 0) + (metric.error ?? 0)),
            }),
            metric.lastValue &&
              t('statements.detail.last', { value: metric.lastValue }),
            metric.message,
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
  },
  {
    name: t('statements.detail.started'),
    value: detail.startedAt && <Since at={detail.startedAt} ago />,
  },
  {
    name: t('statements.detail.finished'),
    value: detail.finishedAt && <Since at={detail.finishedAt} ago />,
  },
];

export const leaseFields: FieldsOf<'lease'> = (detail, t) => [
  {
    name: t('statements.detail.holder'),
    value: detail.holder ? (
      <UntrustedText text={detail.holder} block />
    ) : (
      t('statements.says.notHeld')
    ),
  },
  {
    name: t('statements.detail.renewed'),
    value: detail.renewedAt && <Since at={detail.renewedAt} ago />,
  },
  {
    name: t('statements.detail.duration'),
    value:
      detail.durationSeconds !== undefined &&
      t('statements.detail.seconds', {
        amount: String(detail.durationSeconds),
      }),
  },
  {
    name: t('statements.detail.acquired'),
    value: detail.acquiredAt && <Since at={detail.acquiredAt} ago />,
  },
  {
    name: t('statements.detail.transitions'),
    value:
      detail.transitions !== undefined &&
      t('statements.detail.times', { count: detail.transitions }),
  },
];

export const quotaFields: FieldsOf<'quota'> = (detail, t) => [
  {
    name: t('statements.detail.limits'),
    value: textLines(
      detail.hard.map(({ resource, limit }) => `${resource}: ${limit}`),
      detail.hardTotal > detail.hard.length &&
        t('statements.detail.more', {
          count: detail.hardTotal - detail.hard.length,
        }),
    ),
  },
  {
    name: t('statements.detail.scopes'),
    value: textLines(detail.scopes),
  },
];

export const accessFields: FieldsOf<'access'> = (detail, t) => [
  {
    name: t('statements.detail.role'),
    value: detail.role && (
      <UntrustedText text={objectName(detail.role)} block />
    ),
  },
  {
    name: t(detail.role ? 'statements.detail.to' : 'statements.detail.allows'),
    value: textLines(
      detail.words,
      detail.total > detail.words.length &&
        t('statements.detail.more', {
          count: detail.total - detail.words.length,
        }),
    ),
  },
  {
    name: t('statements.detail.digest'),
    value: <UntrustedText text={detail.digest} block />,
  },
];
