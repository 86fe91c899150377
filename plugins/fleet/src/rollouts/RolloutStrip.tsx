import { makeStyles } from '@material-ui/core/styles';
import type { RolloutSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  isInFlight,
  progressOf,
  RolloutTotal,
  RolloutWaves,
  shortVersion,
  Since,
  UntrustedText,
  useFleetText,
  wavesOf,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../translation';
import { MemberCountList } from './MemberCountList';
import { OutcomeText } from './OutcomeText';

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: theme.spacing(1.5, 0, 2),
      padding: theme.spacing(1.5, 0, 0),
      minWidth: 0,
      overflowWrap: 'anywhere',
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(1.5),
      marginBottom: theme.spacing(1),
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      '& > *': { minWidth: 0, maxWidth: '100%' },
    },
    name: { margin: 0, fontSize: 15, fontWeight: 600, lineHeight: '24px' },
    quiet: { color: theme.palette.text.secondary },
    mono: { fontFamily: 'ui-monospace, monospace' },
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
    },
  }),
  { name: 'FleetRolloutStrip' },
);

/**
 * One release of a component on its way: what it is, how far it is, and its
 * waves; of one that is over, what came of it.
 */
export function RolloutStrip(props: {
  rollout: RolloutSummary;
  /** The list of a wave's members in one state; the wave is counted from 0. */
  to?: (wave: number, status: StatusKey) => string;
}) {
  const { rollout, to } = props;
  const classes = useStyles();
  const t = useText();
  const { memberText } = useFleetText();
  const inFlight = isInFlight(rollout.lifeCycle);
  const waves = wavesOf(rollout, memberText);
  return (
    <section className={classes.root} aria-label={nameOf(rollout, t)}>
      <RolloutHead rollout={rollout} />
      {rollout.members === 0 && (
        <div className={classes.quiet}>{t('rollout.noMembers')}</div>
      )}
      {rollout.members > 0 && inFlight && waves.length > 0 && (
        <RolloutWaves
          waves={waves}
          progress={progressOf(rollout)}
          to={to && ((wave, status) => to(Number(wave.id), status))}
        />
      )}
      {rollout.members > 0 && !(inFlight && waves.length > 0) && (
        <div className={classes.counts}>
          {inFlight && <RolloutTotal progress={progressOf(rollout)} />}
          <MemberCountList counts={rollout.counts} />
        </div>
      )}
    </section>
  );
}

function nameOf(rollout: RolloutSummary, t: Text) {
  return rollout.version
    ? t('rollout.of', { version: shortVersion(rollout.version) })
    : t('rollout.nameless');
}

function RolloutHead(props: { rollout: RolloutSummary }) {
  const { rollout } = props;
  const { revision, previousVersion, version, environments } = rollout;
  const classes = useStyles();
  const t = useText();
  const inFlight = isInFlight(rollout.lifeCycle);
  return (
    <div className={classes.head}>
      <h2 className={classes.name} title={version}>
        {nameOf(rollout, t)}
      </h2>
      {revision && revision.value !== version && (
        <span
          className={`${classes.quiet} ${classes.mono}`}
          title={revision.value}
        >
          {shortVersion(revision.value)}
        </span>
      )}
      {previousVersion && (
        <span className={classes.quiet}>
          {t('rollout.from', { version: shortVersion(previousVersion) })}
        </span>
      )}
      {environments.length > 0 && (
        <span className={classes.quiet}>
          <UntrustedText text={environments.join(', ')} inline />
        </span>
      )}
      <Began rollout={rollout} />
      {(!inFlight || rollout.lifeCycle === 'paused') && (
        <strong>
          <OutcomeText rollout={rollout} />
        </strong>
      )}
    </div>
  );
}

function Began(props: { rollout: RolloutSummary }) {
  const { beganAt, beganIsLowerBound, endedAt, lifeCycle } = props.rollout;
  const classes = useStyles();
  const t = useText();
  const isOver = !isInFlight(lifeCycle) && endedAt !== undefined;
  return (
    <span className={classes.quiet}>
      {t(isOver ? 'rollout.ended' : 'rollout.started')}{' '}
      <Since
        at={isOver ? endedAt : beganAt}
        isLowerBound={!isOver && beganIsLowerBound}
        ago
      />
    </span>
  );
}
