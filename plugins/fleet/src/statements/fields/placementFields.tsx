import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { namedClusters } from './NamedClusters';
import { objectName, textLines } from './TextLines';
import type { FieldsOf } from './types';

export const placementFields: FieldsOf<'placement'> = (detail, t, links) => {
  const { deliveries } = detail;
  const rest =
    (detail.deliveriesTotal ?? deliveries.length) - deliveries.length;
  return [
    {
      name: t('statements.detail.strategy'),
      value: t(`statements.strategies.${detail.strategy}`),
    },
    {
      name: t('statements.detail.generators'),
      value: detail.generators.length > 0 && (
        <UntrustedText text={detail.generators.join(', ')} block />
      ),
    },
    {
      name: t('statements.detail.steps'),
      value:
        detail.steps.length > 0 &&
        textLines(detail.steps.map((step, index) => `${index + 1}. ${step}`)),
    },
    {
      name: t('statements.detail.clusters'),
      value: namedClusters(detail.clusters, detail.clustersTotal, t, links),
    },
    {
      name: t('statements.detail.deliveries'),
      value:
        (deliveries.length > 0 || rest > 0) &&
        textLines(
          deliveries.map(({ name, step, status, message }) =>
            [name, step, status, message].filter(Boolean).join(' · '),
          ),
          rest > 0 && t('statements.detail.more', { count: rest }),
        ),
    },
    {
      name: t('statements.detail.notChosen'),
      value:
        detail.notChosen &&
        detail.notChosen.length > 0 &&
        textLines(detail.notChosen),
    },
    {
      name: t('statements.detail.parent'),
      value: detail.parent && (
        <UntrustedText text={objectName(detail.parent)} block />
      ),
    },
  ];
};

export const freezeFields: FieldsOf<'freeze'> = (detail, t) => [
  {
    name: t('statements.detail.effect'),
    value: t(`statements.effects.${detail.effect}`),
  },
  {
    name: t('statements.detail.schedule'),
    value: <UntrustedText text={detail.schedule} />,
  },
  {
    name: t('statements.detail.lasts'),
    value: <UntrustedText text={detail.duration} />,
  },
  {
    name: t('statements.detail.timeZone'),
    value: detail.timeZone && <UntrustedText text={detail.timeZone} />,
  },
  {
    name: t('statements.detail.manual'),
    value: t(
      detail.manualAllowed
        ? 'statements.detail.manualAllowed'
        : 'statements.detail.manualDenied',
    ),
  },
  {
    name: t('statements.detail.overrun'),
    value:
      detail.overrunAllowed !== undefined &&
      t(
        detail.overrunAllowed
          ? 'statements.detail.overrunAllowed'
          : 'statements.detail.overrunDenied',
      ),
  },
  {
    name: t('statements.detail.project'),
    value: detail.project && <UntrustedText text={detail.project} />,
  },
  {
    name: t('statements.detail.match'),
    value: detail.match && t(`statements.matches.${detail.match}`),
  },
  {
    name: t('statements.detail.applications'),
    value: detail.deliveries.length > 0 && textLines(detail.deliveries),
  },
  {
    name: t('statements.detail.namespaces'),
    value: detail.namespaces.length > 0 && textLines(detail.namespaces),
  },
  {
    name: t('statements.detail.clusters'),
    value: detail.clusters.length > 0 && textLines(detail.clusters),
  },
  {
    name: t('statements.detail.description'),
    value: detail.description && (
      <UntrustedText text={detail.description} block />
    ),
  },
];
