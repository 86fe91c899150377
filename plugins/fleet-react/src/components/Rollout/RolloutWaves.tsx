import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useNow } from '../../clock';
import { STATUS_COLORS, type StatusKey } from '../../status';
import { useFleetText } from '../../translation';
import { absoluteTime, shortTime } from '../../viewModels/time';
import { StatusCount } from '../StateCounts';
import { StatusMark } from '../StatusMark';
import { UntrustedText, untrustedName } from '../Text';
import { useTimeLeftText } from '../Time';
import { isDoneStatus } from './isDoneStatus';
import { RolloutTotal } from './RolloutTotal';
import type { RolloutProgress, RolloutWaveView, WaveState } from './types';

const STATUS_OF_WAVES: Record<WaveState, StatusKey> = {
  done: 'succeeded',
  running: 'progressing',
  waiting: 'waiting',
  later: 'queued',
  over: 'skipped',
  failed: 'failed',
};

const useStyles = makeStyles(
  theme => {
    const colors = STATUS_COLORS[theme.palette.type];
    return {
      root: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: theme.spacing(1.5, 3),
        fontSize: 13,
      },
      waves: {
        display: 'flex',
        flex: '1 1 520px',
        minWidth: 0,
        maxWidth: '100%',
        margin: 0,
        padding: 0,
        overflowX: 'auto',
        position: 'relative',
        listStyle: 'none',
      },
      wave: {
        position: 'relative',
        flex: '1 1 0',
        minWidth: 132,
        padding: theme.spacing(1.25, 2, 0, 0),
        '&::before': {
          content: '""',
          position: 'absolute',
          top: 0,
          left: 0,
          // A gap parts one wave from the next.
          right: 8,
          height: 3,
          borderRadius: 2,
          background: theme.palette.divider,
        },
      },
      done: { '&::before': { background: colors.good.mark } },
      running: { '&::before': { background: colors.busy.mark } },
      waiting: {
        '&::before': {
          background: `repeating-linear-gradient(90deg, ${colors.busy.mark} 0 6px, transparent 6px 10px)`,
        },
      },
      later: {},
      // Over and not done: no more is to come, and nothing says that it is good.
      over: { '&::before': { background: colors.neutral.mark } },
      failed: { '&::before': { background: colors.bad.mark } },
      head: { display: 'flex', alignItems: 'center', gap: 6, minWidth: 0 },
      name: { fontWeight: 600 },
      number: {
        color: theme.palette.text.secondary,
        fontVariantNumeric: 'tabular-nums',
      },
      facts: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: '2px 10px',
        minHeight: 22,
        color: theme.palette.text.secondary,
        fontVariantNumeric: 'tabular-nums',
      },
      hidden: {
        position: 'absolute',
        width: 1,
        height: 1,
        overflow: 'hidden',
        clip: 'rect(0 0 0 0)',
        whiteSpace: 'nowrap',
      },
    };
  },
  { name: 'FleetRolloutWaves' },
);

/**
 * A release on its way: its waves in order, each with its members by state and
 * what it waits for, and how far all of it is.
 *
 * @public
 */
export function RolloutWaves(props: {
  waves: readonly RolloutWaveView[];
  progress: RolloutProgress;
  /** The list of a wave's members in one state. */
  to?: (wave: RolloutWaveView, status: StatusKey) => string;
}) {
  const classes = useStyles();
  const { t } = useFleetText();
  return (
    <div className={classes.root}>
      <ol className={classes.waves} aria-label={t('waves.label')}>
        {props.waves.map((wave, index) => (
          <Wave key={wave.id} wave={wave} number={index + 1} to={props.to} />
        ))}
      </ol>
      <RolloutTotal progress={props.progress} />
    </div>
  );
}

function Wave(props: {
  wave: RolloutWaveView;
  number: number;
  to?: (wave: RolloutWaveView, status: StatusKey) => string;
}) {
  const { wave, number, to } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const members = wave.members.filter(({ count }) => count > 0);
  const all = members.reduce((sum, { count }) => sum + count, 0);
  const done = members
    .filter(({ status }) => isDoneStatus(status))
    .reduce((sum, { count }) => sum + count, 0);
  return (
    <li
      className={`${classes.wave} ${classes[wave.state]}`}
      aria-current={wave.state === 'running' ? 'step' : undefined}
    >
      <div className={classes.head}>
        <StatusMark
          status={{
            key: STATUS_OF_WAVES[wave.state],
            stale: false,
            reason: wave.reason && untrustedName(wave.reason),
          }}
          word={t(`waves.${wave.state}`)}
          glyphOnly
        />
        <span className={classes.number}>{number}</span>
        <UntrustedText text={wave.name} className={classes.name} />
      </div>
      <div className={classes.facts}>
        <Tooltip
          title={t('waves.members', { done: String(done), all: String(all) })}
        >
          <span>
            <span aria-hidden="true">
              {all > 0 ? `${done}/${all}` : t('waves.noMembers')}
            </span>
            <span className={classes.hidden}>
              {t('waves.members', { done: String(done), all: String(all) })}
            </span>
          </span>
        </Tooltip>
        {members
          .filter(({ status }) => !isDoneStatus(status))
          .map(({ status, word, count }) => (
            <StatusCount
              key={`${status.key} ${status.stale} ${word}`}
              status={status}
              word={word}
              count={count}
              to={to?.(wave, status.key)}
              size={12}
            />
          ))}
        {wave.state === 'waiting' && wave.until && (
          <OpensAt until={wave.until} />
        )}
      </div>
    </li>
  );
}

function OpensAt({ until }: { until: string }) {
  const { t } = useFleetText();
  const now = useNow();
  const left = useTimeLeftText(until);
  const time = shortTime(until, now);
  const absolute = absoluteTime(until);
  if (!time || !left || !absolute) return null;
  return (
    <Tooltip title={`${absolute.utc} · ${absolute.local}`}>
      <time dateTime={until} style={{ whiteSpace: 'nowrap' }}>
        {t('waves.opens', { time })} · {left}
      </time>
    </Tooltip>
  );
}
