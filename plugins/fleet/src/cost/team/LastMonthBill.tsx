import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../../translation';
import { knownText, monthText } from './costText';
import { lastMonthNotes } from './lastMonthText';

/** What the month that ended last cost, and how that is against the one before it. */
export function LastMonthBill(props: {
  sheet: CostSheet;
  lineClass: string;
  noteClass: string;
}) {
  const { lastMonth, money } = props.sheet;
  const t = useText();
  const month = monthText(lastMonth.span.first);
  if (lastMonth.coverage.cost === undefined) {
    return (
      <div className={props.noteClass}>
        {t('cost.team.lastMonth.unknown', { month })}
      </div>
    );
  }
  return (
    <div className={props.lineClass}>
      <span>
        {t('cost.team.lastMonth.cost', {
          month,
          amount: knownText(lastMonth.coverage, money, t),
        })}
      </span>
      <span className={props.noteClass}>
        {lastMonthNotes(lastMonth, money, t).join(' · ')}
      </span>
    </div>
  );
}
