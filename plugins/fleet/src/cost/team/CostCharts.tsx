import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CostRowKind,
  CostSheet,
  FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import { StackChart, TrendChart, type ChartProps } from '../../charts';
import { useText } from '../../translation';
import { moneyText } from '../money';
import { stackTitle, trendTitle } from './chartTitles';
import {
  budgetPerDay,
  costPoints,
  expectedBand,
  expectedPoints,
} from './costPoints';
import { differenceText } from './costText';
import { rowName } from './rowName';

/** Marks on the line; older ones are in the list of unusual days. */
const MOST_MARKS = 5;

const useStyles = makeStyles(
  theme => ({
    charts: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 520px), 1fr))',
      gap: theme.spacing(3, 4),
      margin: theme.spacing(3, 0, 0),
      '@media print': { display: 'block' },
    },
  }),
  { name: 'FleetCostCharts' },
);

/** The days as one line with what is expected, and what they are made of. */
export function CostCharts(props: {
  cost: Pick<FleetCost, 'span' | 'today'>;
  sheet: CostSheet;
  by: CostRowKind;
  /** Of what the costs are, as budgets name it. */
  references: readonly string[];
}) {
  const { cost, sheet, by, references } = props;
  const classes = useStyles();
  const t = useText();
  const shared = useMemo<Omit<ChartProps, 'title' | 'series'>>(() => {
    const perDay = budgetPerDay(sheet, references);
    const { money, forecast } = sheet;
    const last = [cost.span.last, forecast.span.last].sort()[1];
    return {
      span: { first: cost.span.first, last },
      today: cost.today,
      expected: expectedPoints(forecast),
      band: expectedBand(forecast),
      ...(perDay === undefined
        ? {}
        : { limit: { value: perDay, label: t('cost.team.budgetLine') } }),
      format: value => moneyText(value, money),
      unit: money
        ? t('cost.team.unit', { money })
        : t('cost.team.unitWithoutMoney'),
    };
  }, [cost.span, cost.today, sheet, references, t]);
  const series = useMemo(
    () => [
      {
        id: 'spent',
        label: t('cost.team.spent'),
        points: costPoints(sheet.days),
      },
    ],
    [sheet.days, t],
  );
  const groups = useMemo(
    () =>
      sheet.stack.map((group, index) => ({
        id: group.key ?? `others ${index}`,
        label:
          group.key === undefined
            ? t('cost.team.others', { count: group.count })
            : rowName(group, by, t),
        points: costPoints(group.days),
        isOthers: group.key === undefined,
      })),
    [sheet.stack, by, t],
  );
  const marks = useMemo(
    () =>
      sheet.anomalies.items
        .slice(0, MOST_MARKS)
        .toReversed()
        .map(({ day, direction, difference }) => ({
          day,
          label: t('cost.team.unusualMark', {
            difference: differenceText(difference, sheet.money),
          }),
          tone: direction === 'more' ? ('bad' as const) : ('busy' as const),
        })),
    [sheet, t],
  );
  return (
    <div className={classes.charts}>
      <TrendChart
        {...shared}
        title={trendTitle(sheet, t)}
        series={series}
        marks={marks}
      />
      {groups.length > 0 && (
        <StackChart
          {...shared}
          title={stackTitle(sheet, by, t)}
          series={groups}
        />
      )}
    </div>
  );
}
