import { visibleText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import type { ShownStretch } from './shortened';
import { useDiffStyles } from './useDiffStyles';

/** A line of a value, in which nothing hides, with what differs in it marked. */
export function LineText(props: {
  stretches: readonly ShownStretch[];
  side: 'desired' | 'live';
}) {
  const { stretches, side } = props;
  const classes = useDiffStyles();
  const t = useText();
  const isWhole = stretches.every(({ isSame }) => !isSame);
  return (
    <span className={classes.text}>
      {stretches.map(({ text, isSame, leftOut }, index) => {
        const shown = visibleText(text, { lines: true });
        const isMarked = !isSame && !isWhole;
        return (
          // Stretches have no other name than their place.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index}>
            {isMarked ? (
              <span
                className={
                  side === 'desired' ? classes.desiredWord : classes.liveWord
                }
                data-changed
              >
                {shown}
              </span>
            ) : (
              shown
            )}
            {leftOut !== undefined && (
              <span className={classes.absent}>
                {` … ${t('drift.differences.tooLong', { count: leftOut })} … `}
              </span>
            )}
          </span>
        );
      })}
    </span>
  );
}
