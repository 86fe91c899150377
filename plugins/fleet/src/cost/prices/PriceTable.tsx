import { useMemo } from 'react';
import Button from '@material-ui/core/Button';
import type { FleetPriceRow } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  FleetTable,
  Since,
  StatusMark,
  UntrustedText,
  type FleetColumn,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { priceText } from './priceText';

const STATUS: Record<FleetPriceRow['state'], StatusKey> = {
  'in-force': 'healthy',
  'to-come': 'waiting',
  replaced: 'unknown',
};

/** Rows of the price sheet: of what, how much, from when on, and by whose word. */
export function PriceTable(props: {
  rows: readonly FleetPriceRow[];
  /** Writes a row that follows another; absent for who may not. */
  onFollow?: (row: FleetPriceRow) => void;
}) {
  const { rows, onFollow } = props;
  const t = useText();
  const columns = useMemo<FleetColumn<FleetPriceRow>[]>(() => {
    const word = (text: string | undefined) =>
      text === undefined ? (
        t('cost.prices.all')
      ) : (
        <UntrustedText text={text} inline />
      );
    const price = (
      key: 'cpuHour' | 'gibHour' | 'volumeGibHour' | 'gpuHour',
    ) => ({
      id: key,
      title: t(`cost.prices.columns.${key}`),
      width: 118,
      align: 'right' as const,
      render: (row: FleetPriceRow) =>
        row[key] === undefined ? t('none') : priceText(row[key], row.currency),
    });
    return [
      {
        id: 'state',
        title: t('cost.prices.state'),
        width: 110,
        render: ({ state, cpuHour }) => (
          <StatusMark
            status={{ key: STATUS[state], stale: false }}
            word={
              cpuHour === undefined && state !== 'replaced'
                ? t(`cost.prices.ending.${state}`)
                : t(`cost.prices.states.${state}`)
            }
          />
        ),
      },
      {
        id: 'provider',
        title: t('cost.prices.fields.provider'),
        width: 90,
        render: ({ provider }) => word(provider),
      },
      {
        id: 'region',
        title: t('cost.prices.fields.region'),
        width: 110,
        render: ({ region }) => word(region),
      },
      {
        id: 'instanceType',
        title: t('cost.prices.fields.instanceType'),
        render: ({ instanceType }) => word(instanceType),
      },
      price('cpuHour'),
      price('gibHour'),
      { ...price('volumeGibHour'), hideBelow: 1000 },
      { ...price('gpuHour'), hideBelow: 1200 },
      {
        id: 'validFrom',
        title: t('cost.prices.fields.validFrom'),
        width: 104,
        align: 'right',
        render: ({ validFrom }) => validFrom,
      },
      {
        id: 'setBy',
        title: t('cost.prices.setBy'),
        width: 160,
        hideBelow: 800,
        render: ({ setBy, setAt }) => (
          <>
            <EntityLink entity={setBy} /> · <Since at={setAt} ago />
          </>
        ),
      },
      {
        id: 'note',
        title: t('cost.prices.fields.note'),
        hideBelow: 1600,
        render: ({ note }) => <UntrustedText text={note ?? t('none')} inline />,
      },
      ...(onFollow
        ? [
            {
              id: 'follow',
              title: '',
              width: 90,
              render: (row: FleetPriceRow) =>
                row.state === 'replaced' ? null : (
                  <Button size="small" onClick={() => onFollow(row)}>
                    {t('cost.prices.follow')}
                  </Button>
                ),
            },
          ]
        : []),
    ];
  }, [onFollow, t]);
  return (
    <FleetTable
      label={t('cost.prices.table')}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
    />
  );
}
