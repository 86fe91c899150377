import { Link } from '@backstage/core-components';
import type { Allocation } from '@fleetview/backstage-plugin-fleet-common';
import {
  bytes,
  DetailDrawer,
  engineName,
  FieldList,
  Since,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { textLines } from '../statements/fields/TextLines';
import { useText } from '../translation';
import { efficiencyText } from './efficiencyText';
import { moneyText } from './money';
import { windowText } from './windowText';

const RESOURCES = [
  'cpu',
  'gpu',
  'ram',
  'pv',
  'network',
  'loadBalancer',
  'shared',
  'external',
] as const;

/** All that one allocation says. */
export function AllocationDrawer(props: {
  allocation: Allocation | undefined;
  onClose: () => void;
}) {
  const { allocation } = props;
  return (
    <DetailDrawer
      title={allocation?.name ?? ''}
      open={allocation !== undefined}
      onClose={props.onClose}
    >
      {allocation && <AllocationDetails allocation={allocation} />}
    </DetailDrawer>
  );
}

function AllocationDetails(props: { allocation: Allocation }) {
  const { allocation } = props;
  const { costs, usage, currency, observer, efficiency } = allocation;
  const t = useText();
  const links = useFleetLinks();
  const money = (amount: number) => moneyText(amount, allocation.money);
  const cores = (amount: number | undefined) =>
    amount === undefined
      ? t('none')
      : amount.toLocaleString('en', { maximumFractionDigits: 3 });
  const bytesOrNone = (amount: number | undefined) =>
    amount === undefined ? t('none') : bytes(amount);
  return (
    <FieldList
      fields={[
        {
          name: t('cost.total'),
          value: allocation.estimated
            ? t('cost.estimated', { amount: money(costs.total) })
            : money(costs.total),
        },
        {
          name: t('systems.detail.reason'),
          value: !currency.current && currency.reason && (
            <UntrustedText text={currency.reason} block />
          ),
        },
        {
          name: t('cost.detail.warnings'),
          value:
            allocation.warnings.length > 0 && textLines(allocation.warnings),
        },
        ...RESOURCES.map(resource => ({
          name: t(`cost.resources.${resource}`),
          value:
            costs[resource] === undefined
              ? undefined
              : money(costs[resource] ?? 0),
        })),
        {
          name: t('cost.detail.adjustment'),
          value:
            allocation.adjustment !== undefined && money(allocation.adjustment),
        },
        {
          name: t('cost.window'),
          value: t('cost.detail.minutes', {
            window: windowText(allocation.window),
            amount: Math.round(allocation.minutes).toLocaleString('en'),
          }),
        },
        {
          name: t('cost.detail.cpu'),
          value:
            (usage.cpuCoresUsed !== undefined ||
              usage.cpuCoresRequested !== undefined) &&
            t('cost.detail.usedOfRequested', {
              used: cores(usage.cpuCoresUsed),
              requested: cores(usage.cpuCoresRequested),
              efficiency: efficiencyText(efficiency?.cpu, t),
            }),
        },
        {
          name: t('cost.detail.ram'),
          value:
            (usage.ramBytesUsed !== undefined ||
              usage.ramBytesRequested !== undefined) &&
            t('cost.detail.usedOfRequested', {
              used: bytesOrNone(usage.ramBytesUsed),
              requested: bytesOrNone(usage.ramBytesRequested),
              efficiency: efficiencyText(efficiency?.ram, t),
            }),
        },
        {
          name: t('cost.columns.efficiency'),
          value: efficiency?.total && efficiencyText(efficiency.total, t),
        },
        {
          name: t('cost.columns.namespace'),
          value: allocation.namespace && (
            <UntrustedText text={allocation.namespace} block />
          ),
        },
        {
          name: t('cost.detail.query'),
          value: <UntrustedText text={allocation.query} block />,
        },
        {
          name: t('cost.tool'),
          value: <UntrustedText text={engineName(allocation.engine)} />,
        },
        {
          name: t('statements.detail.readFrom'),
          value: (
            <Link to={links.cluster(observer.id)}>
              <UntrustedText text={observer.name} inline />
            </Link>
          ),
        },
        {
          name: t('instance.detail.confirmed'),
          value: currency.confirmedAt && (
            <Since at={currency.confirmedAt} ago />
          ),
        },
      ]}
    />
  );
}
