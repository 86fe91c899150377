import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Allocation } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  UntrustedText,
  useDetail,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { AllocationDrawer } from './AllocationDrawer';
import { efficiencyText } from './efficiencyText';
import { moneyText } from './money';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetAllocationTable' },
);

/** What things cost, a line for each, the dearest first. */
export function AllocationTable(props: {
  label: string;
  allocations: Allocation[];
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { allocations } = props;
  const classes = useStyles();
  const t = useText();
  const { detail, open, close } = useDetail();
  const columns = useMemo<FleetColumn<Allocation>[]>(() => {
    const money = (
      id: 'cpu' | 'ram' | 'pv' | 'network',
      hideBelow: 1000 | 1200,
    ): FleetColumn<Allocation> => ({
      id,
      title: t(`cost.resources.${id}`),
      width: 100,
      align: 'right',
      hideBelow,
      render: ({ costs, money: currency }) => {
        const cost = costs[id];
        return cost === undefined ? t('none') : moneyText(cost, currency);
      },
    });
    return [
      {
        id: 'name',
        title: t('cost.columns.name'),
        render: ({ share, controller, name }) => (
          <UntrustedText
            text={
              share === 'used' ? controller ?? name : t(`cost.shares.${share}`)
            }
          />
        ),
      },
      {
        id: 'kind',
        title: t('cost.columns.kind'),
        width: 120,
        hideBelow: 1000,
        render: ({ controllerKind, category }) => (
          <UntrustedText
            className={classes.quiet}
            text={controllerKind ?? category ?? t('none')}
          />
        ),
      },
      {
        id: 'namespace',
        title: t('cost.columns.namespace'),
        width: '16%',
        hideBelow: 800,
        render: ({ namespace }) => (
          <UntrustedText text={namespace ?? t('none')} />
        ),
      },
      money('cpu', 1000),
      money('ram', 1000),
      money('pv', 1200),
      money('network', 1200),
      {
        id: 'efficiency',
        title: t('cost.columns.efficiency'),
        width: 104,
        align: 'right',
        hideBelow: 800,
        render: ({ efficiency }) => efficiencyText(efficiency?.total, t),
      },
      {
        id: 'total',
        title: t('cost.total'),
        width: 120,
        align: 'right',
        changeKey: ({ costs }) => String(costs.total),
        render: ({ costs, money: currency, estimated }) =>
          estimated
            ? t('cost.estimated', { amount: moneyText(costs.total, currency) })
            : moneyText(costs.total, currency),
      },
    ];
  }, [classes, t]);
  return (
    <>
      <FleetTable
        label={props.label}
        columns={columns}
        rows={allocations}
        rowId={allocation => allocation.id}
        isStale={allocation => !allocation.currency.current}
        orderKey={props.orderKey}
        onOpen={allocation => open(allocation.id)}
        openId={detail}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <AllocationDrawer
        allocation={allocations.find(({ id }) => id === detail)}
        onClose={close}
      />
    </>
  );
}
