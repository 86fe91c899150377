import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useLive, type LiveMode } from '../../live';
import { STATUS_COLORS, type StatusTone } from '../../status';
import { timeOfDay } from '../../viewModels/time';
import { useFleetText } from '../../translation';

const TONE: Record<LiveMode, StatusTone> = {
  live: 'good',
  polling: 'busy',
  reconnecting: 'caution',
  paused: 'neutral',
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 7,
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
    mode: { color: theme.palette.text.primary },
  }),
  { name: 'FleetLiveIndicator' },
);

/**
 * How the page keeps up, and as of when it speaks: "live · as of 14:07:12".
 *
 * @public
 */
export function LiveIndicator() {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useFleetText();
  const { mode, asOf } = useLive();
  const color = STATUS_COLORS[theme.palette.type][TONE[mode]].mark;
  const time = asOf && timeOfDay(asOf);
  return (
    <Tooltip title={t(`live.help.${mode}`)}>
      <span className={classes.root} data-live-mode={mode}>
        <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <circle
            cx="4"
            cy="4"
            r="3"
            fill={mode === 'live' ? color : 'none'}
            stroke={color}
            strokeWidth="1.6"
          />
        </svg>
        <span className={classes.mode}>{t(`live.${mode}`)}</span>
        {time && <span>· {t('live.asOf', { time })}</span>}
      </span>
    </Tooltip>
  );
}
