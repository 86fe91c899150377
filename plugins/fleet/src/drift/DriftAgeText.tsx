import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  driftDuration,
  useFleetText,
  useNow,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  {
    age: { fontVariantNumeric: 'tabular-nums' },
    line: { display: 'block', fontVariantNumeric: 'tabular-nums' },
  },
  { name: 'FleetDriftAgeText' },
);

/** How long an episode has lasted, or did: at least so long, or from so long to so long. */
export function DriftAgeText(props: {
  episode: Pick<FleetDriftEpisode, 'firstObservedAt' | 'notBefore' | 'ended'>;
  /** Says why it is at least so long. */
  isLong?: boolean;
}) {
  const { episode, isLong = false } = props;
  const { firstObservedAt, notBefore } = episode;
  const classes = useStyles();
  const t = useText();
  const text = useDriftAge(episode, isLong);
  const seen = absoluteTime(firstObservedAt);
  if (!text || !seen) return <span>{t('none')}</span>;
  const before = notBefore ? absoluteTime(notBefore) : undefined;
  return (
    <Tooltip
      title={
        <>
          <span className={classes.line}>
            {t('drift.age.seen', { time: seen.utc })}
          </span>
          <span className={classes.line}>
            {before
              ? t('drift.age.notBefore', { time: before.utc })
              : t('drift.age.watching')}
          </span>
        </>
      }
    >
      <time className={classes.age} dateTime={firstObservedAt}>
        {text}
      </time>
    </Tooltip>
  );
}

function useDriftAge(
  episode: Pick<FleetDriftEpisode, 'firstObservedAt' | 'notBefore' | 'ended'>,
  isLong: boolean,
): string | undefined {
  const t = useText();
  const { ageText } = useFleetText();
  const duration = driftDuration(episode, useNow());
  if (!duration) return undefined;
  const least = ageText(duration.least);
  if (isLong && duration.isAtLeast) {
    return t('drift.age.atLeastLong', { least });
  }
  let time = least;
  if (duration.isAtLeast) time = t('drift.age.atLeast', { least });
  else if (duration.most) {
    time = t('drift.age.range', { least, most: ageText(duration.most) });
  }
  return episode.ended && !isLong ? t('drift.age.lasted', { time }) : time;
}
