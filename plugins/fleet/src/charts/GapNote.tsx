import { useText } from '../translation';
import { spansOf, type ChartDay } from './chartDays';
import { dayText } from './dayText';

/** More gaps than these are counted and not listed. */
const LISTED = 3;

/** Says which days have no figure, and how many lack a part; nothing where all are known. */
export function GapNote(props: {
  days: readonly ChartDay[];
  className: string;
}) {
  const t = useText();
  const gaps = spansOf(props.days, day => day.isGap);
  const missing = props.days.filter(day => day.isGap).length;
  const inPart = props.days.filter(day => day.isPart).length;
  if (missing + inPart === 0) return null;
  const listed = gaps
    .slice(0, LISTED)
    .map(({ first, last }) =>
      first === last ? dayText(first) : `${dayText(first)} – ${dayText(last)}`,
    );
  const more = gaps.length > LISTED ? ['…'] : [];
  return (
    <div className={props.className}>
      {[
        missing > 0 &&
          t('charts.gaps', {
            count: missing,
            days: [...listed, ...more].join(', '),
          }),
        inPart > 0 && t('charts.inPartDays', { count: inPart }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </div>
  );
}
