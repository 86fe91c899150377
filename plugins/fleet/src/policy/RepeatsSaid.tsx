import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import type { FindingTotals } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../translation';
import { repeatsSearch } from './repeatsSearch';

/** How many findings repeat that of what made their thing, and how to see them, or not. */
export function RepeatsSaid(props: {
  totals: FindingTotals;
  isShown: boolean;
  className?: string;
}) {
  const { totals, isShown } = props;
  const t = useText();
  const [search] = useSearchParams();
  const { repeated } = totals;
  const counted = { count: repeated, amount: repeated.toLocaleString('en') };
  if (isShown) {
    return (
      <span className={props.className}>
        {repeated > 0 && <>{t('findings.repeats.among', counted)} · </>}
        <Link to={repeatsSearch(search, {})}>
          {t('findings.repeats.leave')}
        </Link>
      </span>
    );
  }
  if (repeated === 0) return null;
  return (
    <span className={props.className}>
      <Link to={repeatsSearch(search, { repeated: 'true' })}>
        {t('findings.repeats.left', counted)}
      </Link>
    </span>
  );
}
