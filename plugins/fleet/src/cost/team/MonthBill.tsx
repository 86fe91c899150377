import { makeStyles } from '@material-ui/core/styles';
import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../../translation';
import { moneyText, shareText } from '../money';
import { changeText, knownText, monthText, rangeText } from './costText';
import { LastMonthBill } from './LastMonthBill';

const useStyles = makeStyles(
  theme => ({
    what: { fontSize: 13, color: theme.palette.text.secondary },
    line: {
      display: 'flex',
      alignItems: 'baseline',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      fontVariantNumeric: 'tabular-nums',
    },
    number: { fontSize: 34, fontWeight: 600, lineHeight: '42px' },
    range: { fontSize: 15 },
    quiet: {
      color: theme.palette.text.secondary,
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'FleetMonthBill' },
);

/**
 * The one number: what the month is likely to cost, with its range and what it rests on;
 * apart from it what is known to have been spent, what the month before cost, and of how
 * much of the fleet that is.
 */
export function MonthBill(props: { sheet: CostSheet }) {
  const { forecast, money } = props.sheet;
  const classes = useStyles();
  const t = useText();
  const month = monthText(forecast.span.first);
  const { expected } = forecast;
  return (
    <div>
      <div className={classes.what}>{t('cost.team.likely', { month })}</div>
      <div className={classes.line}>
        <span className={classes.number}>
          {expected === undefined ? t('none') : moneyText(expected, money)}
        </span>
        <span className={classes.range}>
          {rangeText(forecast, money, t) ??
            (expected !== undefined && t('cost.team.noRange'))}
        </span>
      </div>
      <div className={classes.quiet}>
        {[
          t(`cost.team.methods.${forecast.method}`, {
            count: forecast.usedDays,
          }),
          ...(forecast.confidence
            ? [t(`cost.team.confidence.${forecast.confidence}`)]
            : []),
          ...forecast.lowBecause.map(why => t(`cost.team.lowBecause.${why}`)),
        ].join(' · ')}
      </div>
      <PastError sheet={props.sheet} className={classes.quiet} />
      <SoFar
        sheet={props.sheet}
        lineClass={classes.line}
        noteClass={classes.quiet}
      />
      <LastMonthBill
        sheet={props.sheet}
        lineClass={classes.line}
        noteClass={classes.quiet}
      />
      <CoverageOfSpend sheet={props.sheet} className={classes.quiet} />
      <OfThat sheet={props.sheet} className={classes.quiet} />
    </div>
  );
}

/** What was spent of the month, on the days of it that are over. */
function SoFar(props: {
  sheet: CostSheet;
  lineClass: string;
  noteClass: string;
}) {
  const { forecast, monthToDate, change, money } = props.sheet;
  const t = useText();
  if (monthToDate.days === 0) {
    return (
      <div className={props.noteClass}>
        {t('cost.team.noDayOver', { month: monthText(forecast.span.first) })}
      </div>
    );
  }
  return (
    <>
      <div className={props.lineClass}>
        <span>
          {t('cost.team.soFar', { amount: knownText(monthToDate, money, t) })}
        </span>
        <span className={props.noteClass}>
          {t('cost.team.ofDays', {
            known: monthToDate.known.toLocaleString('en'),
            days: monthToDate.days.toLocaleString('en'),
          })}
        </span>
      </div>
      <div className={props.noteClass}>
        {change === undefined
          ? t('cost.team.noChange')
          : t('cost.team.change', {
              change:
                change.ratio === undefined
                  ? moneyText(change.difference, money)
                  : changeText(change.ratio),
              count: change.comparedDays,
            })}
      </div>
    </>
  );
}

type PartProps = { sheet: CostSheet; className: string };

/** How far forecasts of past months were off. */
function PastError({ sheet: { pastError }, className }: PartProps) {
  const t = useText();
  if (pastError?.weighted === undefined) return null;
  return (
    <div className={className}>
      {t('cost.team.pastError', {
        error: `${Math.ceil(pastError.weighted * 100)} %`,
        count: pastError.months.length,
      })}
    </div>
  );
}

/** Of how many clusters, and of how much of the spend, the last day is. */
function CoverageOfSpend({ sheet: { spend }, className }: PartProps) {
  const t = useText();
  const { clusters, ratio, neverKnown } = spend;
  return (
    <div className={className}>
      {[
        t('cost.team.coverage', {
          known: clusters.known.toLocaleString('en'),
          expected: clusters.expected.toLocaleString('en'),
        }),
        ...(ratio === undefined
          ? []
          : [
              t(
                neverKnown > 0
                  ? 'cost.team.coverageAtMost'
                  : 'cost.team.coverageOfSpend',
                { share: shareText(ratio) },
              ),
            ]),
        ...(neverKnown > 0
          ? [t('cost.team.neverKnown', { count: neverKnown })]
          : []),
      ].join(' · ')}
    </div>
  );
}

/** What of the sums rests on less than a bill. */
function OfThat({ sheet, className }: PartProps) {
  const t = useText();
  const { estimatedCost, forecast, money } = sheet;
  const filled = forecast.expectedOfPast ?? 0;
  return (
    <>
      {filled > 0 && (
        <div className={className}>
          {t('cost.team.expectedOfPast', { amount: moneyText(filled, money) })}
        </div>
      )}
      {estimatedCost > 0 && (
        <div className={className}>
          {t('cost.team.estimated', {
            amount: moneyText(estimatedCost, money),
          })}
        </div>
      )}
    </>
  );
}
