import { Link } from '@backstage/core-components';
import type {
  ResourceSizing,
  SizedWorkload,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  entityName,
  FieldList,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../../routing';
import { useText, type Text } from '../../translation';
import { moneyText } from '../money';
import { PatchView } from './PatchView';
import { requestText, usedText } from './sizingText';

/** All that is known of what one workload should request, and the patch for it. */
export function SizingDrawer(props: {
  workload: SizedWorkload | undefined;
  onClose: () => void;
}) {
  const { workload } = props;
  return (
    <DetailDrawer
      title={workload?.name ?? ''}
      open={workload !== undefined}
      onClose={props.onClose}
    >
      {workload && <Details workload={workload} />}
    </DetailDrawer>
  );
}

function resourceText(
  resource: 'cpu' | 'ram',
  sizing: ResourceSizing,
  t: Text,
): string {
  return [
    requestText(resource, sizing, t),
    usedText(resource, sizing, t),
    t('cost.sizing.detail.days', { count: sizing.days }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Details(props: { workload: SizedWorkload }) {
  const { workload } = props;
  const { cluster, component, containers, money, replicas } = workload;
  const t = useText();
  const links = useFleetLinks();
  const componentTo = component && links.entity(component);
  return (
    <>
      <FieldList
        fields={[
          {
            name: t('cost.sizing.detail.cpu'),
            value: resourceText('cpu', workload.cpu, t),
          },
          {
            name: t('cost.sizing.detail.ram'),
            value: resourceText('ram', workload.ram, t),
          },
          {
            name: t('cost.sizing.detail.saving'),
            value:
              workload.savingPerMonth !== undefined &&
              moneyText(workload.savingPerMonth, money),
          },
          {
            name: t('cost.sizing.detail.cost'),
            value:
              workload.costPerMonth !== undefined &&
              moneyText(workload.costPerMonth, money),
          },
          {
            name: t('cost.sizing.detail.replicas'),
            value:
              replicas !== undefined &&
              replicas.toLocaleString('en', { maximumFractionDigits: 1 }),
          },
          {
            name: t('cost.sizing.columns.cluster'),
            value: (
              <Link to={links.cluster(cluster.id, { tab: 'cost' })}>
                <UntrustedText text={cluster.name} inline />
              </Link>
            ),
          },
          {
            name: t('cost.sizing.detail.namespace'),
            value: <UntrustedText text={workload.namespace} block />,
          },
          {
            name: t('cost.sizing.detail.component'),
            value:
              component &&
              (componentTo ? (
                <Link to={componentTo}>
                  <UntrustedText text={entityName(component)} inline />
                </Link>
              ) : (
                <UntrustedText text={component} />
              )),
          },
          {
            name: t('cost.sizing.detail.containers'),
            value: containers.length > 0 && (
              <UntrustedText text={containers.join(', ')} block />
            ),
          },
        ]}
      />
      <PatchView workload={workload} />
    </>
  );
}
