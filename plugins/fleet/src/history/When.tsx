import Tooltip from '@material-ui/core/Tooltip';
import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import {
  shortTime,
  Since,
  useNow,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/** When something changed; where nobody watched, the interval in which it did. */
export function When(props: { transition: Transition }) {
  const { at, notBefore, field } = props.transition;
  const t = useText();
  const now = useNow(60_000);
  if (!notBefore) return <Since at={at} ago />;
  return (
    <Tooltip
      title={t(
        field === 'currency' ? 'history.unseenHelp' : 'history.betweenHelp',
      )}
    >
      <span data-interval>
        {t('history.between', {
          from: shortTime(notBefore, now) ?? '?',
          to: shortTime(at, now) ?? '?',
        })}
      </span>
    </Tooltip>
  );
}
