import {
  UntrustedText,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import { numberOf, versionChange } from '../StatementSummary';
import { heartbeatText } from './clusterFields';
import { objectName, textLines } from './TextLines';
import type { FieldsOf } from './types';

export const poolFields: FieldsOf<'pool'> = (detail, t) => [
  {
    name: t('statements.detail.role'),
    value: t(`statements.roles.${detail.role}`),
  },
  {
    name: t('statements.detail.blockedBy'),
    value: detail.blockedBy.length > 0 && textLines(detail.blockedBy),
  },
  {
    name: t('statements.detail.machines'),
    value:
      detail.replicas.desired !== undefined &&
      t('statements.detail.machinesValue', {
        ready: numberOf(detail.replicas.ready),
        upToDate: numberOf(detail.replicas.upToDate),
        desired: String(detail.replicas.desired),
      }),
  },
  {
    name: t('statements.detail.kubernetes'),
    value: detail.kubernetesVersion && (
      <VersionText
        version={versionChange(
          detail.kubernetesVersion,
          detail.desiredKubernetesVersion,
        )}
      />
    ),
  },
  {
    name: t('statements.detail.node'),
    value: detail.node && <UntrustedText text={detail.node} />,
  },
  {
    name: t('statements.detail.remediations'),
    value:
      detail.remediationsAllowed !== undefined &&
      (detail.remediationsAllowed === 0
        ? t('statements.detail.noRemediations')
        : t('statements.detail.remediationsAllowed', {
            count: detail.remediationsAllowed,
          })),
  },
  {
    name: t('statements.says.paused'),
    value: detail.paused && t('statements.yes'),
  },
  {
    name: t('statements.detail.parent'),
    value: detail.parent && (
      <UntrustedText text={objectName(detail.parent)} block />
    ),
  },
];

export const agentFields: FieldsOf<'agent'> = (detail, t) => [
  {
    name: t('statements.detail.heartbeat'),
    value: <UntrustedText text={heartbeatText(detail.heartbeat, t)} block />,
  },
  {
    name: t('statements.detail.version'),
    value: detail.version && <UntrustedText text={detail.version} />,
  },
];
