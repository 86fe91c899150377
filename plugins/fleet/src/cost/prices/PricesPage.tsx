import { useCallback, useState } from 'react';
import { Link } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetAllocationReadPermission,
  fleetPriceUpdatePermission,
  type CsvColumn,
  type FleetPriceRow,
  type FleetPrices,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  EmptyView,
  SightView,
  usePrices,
} from '@fleetview/backstage-plugin-fleet-react';
import { DownloadCsvButton } from '../../export';
import { useFleetLinks } from '../../routing';
import { Content, Section } from '../../shared';
import { useText } from '../../translation';
import { ConfiguredList } from './ConfiguredList';
import { PriceDialog } from './PriceDialog';
import { PriceTable } from './PriceTable';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    quiet: { maxWidth: 800, color: theme.palette.text.secondary },
  }),
  { name: 'FleetPricesPage' },
);

const COLUMNS: readonly CsvColumn<FleetPriceRow>[] = [
  { title: 'provider', cell: ({ provider }) => provider },
  { title: 'region', cell: ({ region }) => region },
  { title: 'instanceType', cell: ({ instanceType }) => instanceType },
  { title: 'cpuHour', cell: ({ cpuHour }) => cpuHour },
  { title: 'gibHour', cell: ({ gibHour }) => gibHour },
  { title: 'volumeGibHour', cell: ({ volumeGibHour }) => volumeGibHour },
  { title: 'gpuHour', cell: ({ gpuHour }) => gpuHour },
  { title: 'currency', cell: ({ currency }) => currency },
  { title: 'validFrom', cell: ({ validFrom }) => validFrom },
  { title: 'note', cell: ({ note }) => note },
  { title: 'setBy', cell: ({ setBy }) => setBy },
  { title: 'setAt', cell: ({ setAt }) => setAt },
];
/** Of how many rows the file has how many. */
function coverageOf(
  inFile: number,
  total: number,
): [CsvColumn<FleetPriceRow>, ...CsvColumn<FleetPriceRow>[]] {
  return [
    { title: 'state', cell: ({ state }) => state },
    { title: 'rowsInFile', cell: () => inFile },
    { title: 'rowsOfAll', cell: () => total },
  ];
}

/** The price sheet, by which is charged where no cost tool says what things cost. */
export function PricesPage() {
  const sight = usePrices();
  return (
    <Content>
      <SightView sight={sight} permission={fleetAllocationReadPermission.name}>
        {prices => <Found prices={prices} />}
      </SightView>
    </Content>
  );
}

function Found(props: { prices: FleetPrices }) {
  const { rows, rowsTotal, earliest, configured, today } = props.prices;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const { allowed } = usePermission({ permission: fleetPriceUpdatePermission });
  const [open, setOpen] = useState<{ before?: FleetPriceRow }>();
  const follow = useCallback(
    (before: FleetPriceRow) => setOpen({ before }),
    [],
  );
  return (
    <>
      <p className={classes.quiet}>
        {t('cost.prices.intro')}{' '}
        <Link to={links.cost}>{t('cost.prices.toCost')}</Link>
      </p>
      <Section
        title={t('cost.prices.title')}
        note={
          rowsTotal > rows.length
            ? t('cost.prices.cut', {
                shown: rows.length.toLocaleString('en'),
                total: rowsTotal.toLocaleString('en'),
              })
            : undefined
        }
      >
        <div className={classes.bar}>
          {allowed && (
            <Button
              size="small"
              color="primary"
              variant="contained"
              onClick={() => setOpen({})}
            >
              {t('cost.prices.add')}
            </Button>
          )}
          {rows.length > 0 && (
            <DownloadCsvButton
              name={`fleet-prices-${today}`}
              rows={rows}
              columns={COLUMNS}
              coverage={coverageOf(rows.length, rowsTotal)}
            />
          )}
        </div>
        {rows.length === 0 ? (
          <EmptyView title={t('cost.prices.emptyTitle')}>
            {t('cost.prices.emptyText')}
          </EmptyView>
        ) : (
          <PriceTable rows={rows} {...(allowed && { onFollow: follow })} />
        )}
      </Section>
      <Section title={t('cost.prices.configured')}>
        {configured.length === 0 ? (
          <p className={classes.quiet}>{t('cost.prices.nobodyCharges')}</p>
        ) : (
          <ConfiguredList configured={configured} />
        )}
      </Section>
      {open && (
        <PriceDialog
          earliest={earliest}
          {...open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
