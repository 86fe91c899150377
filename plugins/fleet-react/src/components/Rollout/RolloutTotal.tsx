import { makeStyles } from '@material-ui/core/styles';
import { useFleetText, type FleetText } from '../../translation';
import type { RolloutProgress } from './types';

const useStyles = makeStyles(
  theme => ({
    root: {
      paddingTop: theme.spacing(1.25),
      fontSize: 13,
      lineHeight: '22px',
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    done: { color: theme.palette.text.primary, fontWeight: 600 },
  }),
  { name: 'FleetRolloutTotal' },
);

/**
 * How far a rollout is, in one line: "done 4 of 9 · 31 % of traffic · 2–4 h left".
 *
 * @public
 */
export function RolloutTotal(props: { progress: RolloutProgress }) {
  const { progress } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const isDone = progress.all > 0 && progress.done === progress.all;
  const parts = [
    shareText(progress, t),
    ...(isDone ? [] : [leftText(progress, t)]),
  ];
  return (
    <span className={classes.root}>
      <span className={classes.done}>
        {t('waves.totalDone', {
          done: progress.done.toLocaleString('en'),
          all: progress.all.toLocaleString('en'),
        })}
      </span>
      {parts.map(part => ` · ${part}`).join('')}
    </span>
  );
}

function shareText({ share }: RolloutProgress, t: FleetText['t']): string {
  if (!share || !Number.isFinite(share.percent)) return t('waves.shareUnknown');
  // Rounded down: the last per cent is there when all of it is.
  const percent = Math.floor(Math.max(0, Math.min(100, share.percent)));
  return t(`waves.share.${share.basis}`, { percent: String(percent) });
}

function leftText({ left }: RolloutProgress, t: FleetText['t']): string {
  if (!left) return t('waves.timeLeftUnknown');
  const unit = t(`waves.unit.${left.unit}`);
  return left.from === left.to
    ? t('waves.timeLeftOne', { from: String(left.from), unit })
    : t('waves.timeLeft', {
        from: String(left.from),
        to: String(left.to),
        unit,
      });
}
