import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CostRow,
  CostRowKind,
  DaySpan,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { efficiencyText } from '../efficiencyText';
import { moneyText } from '../money';
import { budgetWords, usedText } from './budgetStatus';
import { CostRowName } from './CostRowName';
import {
  changeText,
  knownText,
  monthBeforeText,
  monthText,
  rangeText,
} from './costText';
import { perMonth } from './perMonth';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    two: { display: 'block' },
  }),
  { name: 'FleetCostRowTable' },
);

/** Rows of two lines: an amount, and under it what it rests on. */
const ROW_HEIGHT = 48;

/** What each costs, the dearest first. */
export function CostRowTable(props: {
  rows: readonly CostRow[];
  by: CostRowKind;
  money: string | undefined;
  /** The last month, where nothing whole is known of this one and rows are told of that. */
  lastMonth?: DaySpan;
}) {
  const { by, money, lastMonth } = props;
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<CostRow>[]>(() => {
    const two = (first: string, second: string | undefined) => (
      <>
        <span className={classes.two}>{first}</span>
        {second && (
          <span className={`${classes.two} ${classes.quiet}`}>{second}</span>
        )}
      </>
    );
    const monthly = (savings: CostRow['savings'], amount: number = 0) => {
      const inMonth = savings && perMonth(savings, amount);
      return inMonth === undefined ? t('none') : moneyText(inMonth, money);
    };
    const monthOf = ({ monthToDate, change, lastMonth: last }: CostRow) =>
      lastMonth ? last : { coverage: monthToDate, change };
    return [
      {
        id: 'name',
        title: t(`cost.team.rows.${by}`),
        render: row => <CostRowName row={row} by={by} />,
      },
      {
        id: lastMonth ? 'lastMonth' : 'monthToDate',
        title: lastMonth
          ? monthText(lastMonth.first)
          : t('cost.team.columns.monthToDate'),
        width: 164,
        align: 'right',
        changeKey: row => String(monthOf(row).coverage.cost),
        render: row => {
          const { coverage } = monthOf(row);
          return two(
            knownText(coverage, money, t),
            coverage.inPart + coverage.missing > 0
              ? t('cost.team.ofDays', {
                  known: coverage.known.toLocaleString('en'),
                  days: coverage.days.toLocaleString('en'),
                })
              : undefined,
          );
        },
      },
      {
        id: lastMonth ? 'lastMonthChange' : 'change',
        title: lastMonth
          ? t('cost.team.columns.changeOn', {
              month: monthBeforeText(lastMonth.first),
            })
          : t('cost.team.columns.change'),
        // Titles do not wrap, and the name of a month is in this one.
        width: lastMonth ? 148 : 96,
        align: 'right',
        render: row => {
          const { change } = monthOf(row);
          if (!change) return t('none');
          const { comparedDays: count, possibleDays, ratio } = change;
          return two(
            ratio === undefined
              ? moneyText(change.difference, money)
              : changeText(ratio),
            // Of a month by its name it would be taken for a change of all of it.
            lastMonth && count < possibleDays
              ? t('cost.team.onDays', { count })
              : undefined,
          );
        },
      },
      {
        id: 'forecast',
        title: t('cost.team.columns.forecast'),
        width: 204,
        align: 'right',
        hideBelow: 800,
        render: ({ forecast }) =>
          forecast?.expected === undefined
            ? t('none')
            : two(
                moneyText(forecast.expected, money),
                [
                  rangeText(forecast, money, t),
                  forecast.confidence === 'low' &&
                    t('cost.team.confidence.low'),
                ]
                  .filter(Boolean)
                  .join(' · '),
              ),
      },
      {
        id: 'budget',
        title: t('cost.team.columns.budget'),
        width: 150,
        align: 'right',
        hideBelow: 1000,
        render: ({ budget }) => {
          if (!budget) return t('none');
          const { standing } = budget;
          const used = usedText(standing, money, t);
          const limit = moneyText(standing.limit, money);
          return two(
            used === undefined
              ? t('cost.team.nothingKnown')
              : t('cost.team.usedOf', { used, limit }),
            used === undefined
              ? t('cost.team.limit', { limit })
              : budgetWords(standing, t),
          );
        },
      },
      {
        id: 'efficiency',
        title: t('cost.columns.efficiency'),
        width: 96,
        align: 'right',
        hideBelow: 1000,
        render: ({ efficiency }) => efficiencyText(efficiency?.total, t),
      },
      {
        id: 'idleOfRequests',
        title: t('cost.team.columns.idleOfRequests'),
        width: 118,
        align: 'right',
        hideBelow: 1600,
        render: ({ savings }) =>
          monthly(savings, savings?.idleOfRequests.total),
      },
      {
        id: 'idleOfInfrastructure',
        title: t('cost.team.columns.idleOfInfrastructure'),
        width: 110,
        align: 'right',
        hideBelow: 1600,
        render: ({ savings }) =>
          monthly(savings, savings?.idleOfInfrastructure),
      },
      {
        id: 'savings',
        title: t('cost.team.columns.savings'),
        width: 128,
        align: 'right',
        hideBelow: 800,
        render: ({ savings }) => monthly(savings, savings?.savings.total),
      },
    ];
  }, [classes, t, by, money, lastMonth]);
  return (
    <FleetTable
      label={t(`cost.team.rows.${by}`)}
      columns={columns}
      rows={props.rows}
      rowId={({ key, share }) => `${share ?? ''} ${key}`}
      rowHeight={ROW_HEIGHT}
      orderKey={`${by} ${money ?? ''}`}
    />
  );
}
