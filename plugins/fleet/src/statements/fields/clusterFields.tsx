import type { HubWord } from '@fleetview/backstage-plugin-fleet-common';
import {
  bytes,
  cores,
  UntrustedText,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../../translation';
import { versionChange } from '../StatementSummary';
import { objectName, textLines } from './TextLines';
import type { DetailOf, FieldsOf } from './types';

/** What a hub says of its sight of a cluster. */
export function heartbeatText(
  heartbeat: HubWord['heartbeat'],
  t: Text,
): string {
  return heartbeat.state === 'lost'
    ? t('statements.heartbeats.lost', { reason: heartbeat.reason ?? '' })
    : t(`statements.heartbeats.${heartbeat.state}`);
}

/** What stands in a cluster's way, and how it stands with its hub. */
export const clusterFields: FieldsOf<'cluster'> = (detail, t) => [
  {
    name: t('statements.detail.heartbeat'),
    value: <UntrustedText text={heartbeatText(detail.heartbeat, t)} block />,
  },
  {
    name: t('statements.detail.lifecycle'),
    value: t(`statements.lifecycles.${detail.lifecycle}`),
  },
  {
    name: t('statements.detail.blockedBy'),
    value: detail.blockedBy.length > 0 && textLines(detail.blockedBy),
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
    name: t('statements.detail.accepted'),
    value:
      detail.accepted !== undefined &&
      t(detail.accepted ? 'statements.yes' : 'statements.no'),
  },
  {
    name: t('statements.detail.capacity'),
    value: capacityText(detail, t),
  },
  ...aboutFields(detail, t),
];

/** What it belongs to, and what it says of itself. */
function aboutFields(detail: DetailOf<'cluster'>, t: Text) {
  return [
    {
      name: t('statements.detail.sets'),
      value: detail.sets.length > 0 && (
        <UntrustedText text={detail.sets.join(', ')} block />
      ),
    },
    {
      name: t('statements.detail.taints'),
      value:
        detail.taints.length > 0 &&
        textLines(
          detail.taints.map(({ key, value, effect }) =>
            t('statements.detail.taint', {
              taint: value ? `${key}=${value}` : key,
              effect,
            }),
          ),
        ),
    },
    {
      name: t('statements.detail.references'),
      value:
        detail.references.length > 0 &&
        textLines(
          detail.references.map(
            ({ role, ...reference }) => `${role}: ${objectName(reference)}`,
          ),
        ),
    },
    {
      name: t('statements.detail.claims'),
      value:
        detail.claims.length > 0 &&
        textLines(
          detail.claims.map(({ key, value }) => `${key}: ${value}`),
          t('statements.detail.claimsNote'),
        ),
    },
  ];
}

function capacityText(
  { cpuMillicores, memoryBytes }: DetailOf<'cluster'>,
  t: Text,
): string | undefined {
  const parts = [
    cpuMillicores !== undefined &&
      t('nodes.cores', { amount: cores(cpuMillicores) }),
    memoryBytes !== undefined && bytes(memoryBytes),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
