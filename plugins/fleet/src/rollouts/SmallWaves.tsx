import { makeStyles } from '@material-ui/core/styles';
import type {
  RolloutSummary,
  RolloutWave,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  STATUS_COLORS,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const WAVES_SHOWN = 8;

const useStyles = makeStyles(
  theme => {
    const colors = STATUS_COLORS[theme.palette.type];
    return {
      root: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 4,
        verticalAlign: 'middle',
        fontVariantNumeric: 'tabular-nums',
      },
      wave: {
        position: 'relative',
        display: 'inline-block',
        boxSizing: 'border-box',
        minWidth: 30,
        padding: '0 4px 3px',
        fontSize: 12,
        lineHeight: '18px',
        textAlign: 'center',
        borderBottom: `3px solid ${theme.palette.divider}`,
      },
      done: { borderBottomColor: colors.good.mark },
      running: { borderBottomColor: colors.busy.mark },
      waiting: { borderBottom: `3px dotted ${colors.busy.mark}` },
      failed: { borderBottom: `3px double ${colors.bad.mark}` },
      over: {
        color: theme.palette.text.secondary,
        borderBottomColor: colors.neutral.mark,
      },
      later: { color: theme.palette.text.secondary },
      quiet: { color: theme.palette.text.secondary },
    };
  },
  { name: 'FleetSmallWaves' },
);

/**
 * The waves of a release in a cell: how many of each are done, and by the line
 * under it whether it is done, under way, waiting or failed.
 */
export function SmallWaves(props: { rollout: Pick<RolloutSummary, 'waves'> }) {
  const { waves } = props.rollout;
  const classes = useStyles();
  const t = useText();
  if (waves.length === 0) {
    return <span className={classes.quiet}>{t('owned.noWaves')}</span>;
  }
  const shown = waves.slice(0, WAVES_SHOWN);
  return (
    <span className={classes.root}>
      {shown.map((wave, index) => (
        <Wave
          // Waves have an order and need not have names of their own.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          wave={wave}
          number={index + 1}
        />
      ))}
      {waves.length > shown.length && (
        <span className={classes.quiet}>+{waves.length - shown.length}</span>
      )}
    </span>
  );
}

function Wave(props: { wave: RolloutWave; number: number }) {
  const { name, state, done, members } = props.wave;
  const classes = useStyles();
  const t = useText();
  const text = t('owned.wave', {
    number: String(props.number),
    name: untrustedName(name),
    state: t(`owned.waveStates.${state}`),
    done: done.toLocaleString('en'),
    members: members.toLocaleString('en'),
  });
  return (
    <span
      className={`${classes.wave} ${classes[state] ?? ''}`}
      role="img"
      aria-label={text}
      title={text}
      data-wave={state}
    >
      <span aria-hidden="true">
        {done}/{members}
      </span>
    </span>
  );
}
