import { makeStyles } from '@material-ui/core/styles';
import type {
  Instance,
  ReleaseShare,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  isUnwell,
  MemberStateMark,
  stateOfInstance,
  StatusMark,
  statusOfInstance,
  UntrustedText,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { becauseOf } from '../rollouts/becauseOf';
import { WhyButton } from '../rollouts/WhyButton';
import { useText } from '../translation';
import { BehindText } from './BehindText';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 },
    mark: { flex: 'none' },
    stacked: { display: 'grid', gap: 0, lineHeight: '18px' },
    line: { display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 },
    // What it comes to is short, and cut last: a message may be ever so long.
    because: {
      flex: '0 1 auto',
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    share: { flex: 'none', color: theme.palette.text.secondary },
    message: {
      flex: '0 1000 auto',
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetInstanceState' },
);

/** How the chain of reasons of an instance is opened. */
export interface WhyOf {
  openId: string | undefined;
  idOf: (instance: Instance) => string;
  open: (instance: Instance) => void;
}

/**
 * How far a release is there and why, else how it is: in one line, or in two where
 * there is no room for one.
 */
export function InstanceState(props: {
  instance: Instance;
  why?: WhyOf;
  /** Whether the reason stands on a line of its own. */
  isStacked?: boolean;
}) {
  const { instance, why, isStacked } = props;
  const { rollout, currency, health } = instance;
  const classes = useStyles();
  const t = useText();
  const { memberText } = useFleetText();
  const shown = stateOfInstance(instance);
  const isMember = shown.kind === 'member';
  const because = isMember ? becauseOf(rollout?.reason, t) : undefined;
  // A closed window need not be said twice.
  const word = isMember ? memberText(shown.member.state) : undefined;
  const message = (isMember && rollout?.reason?.message) || instance.message;
  // That it is not well, or was when it was last seen, is not hidden behind a release.
  const withHealth =
    isMember &&
    (isUnwell(health) ||
      !currency.current ||
      shown.member.state === 'rolled-back');
  const marks = (
    <>
      {isMember ? (
        <span className={classes.mark}>
          <MemberStateMark member={{ ...shown.member, stale: false }} />
        </span>
      ) : (
        <StatusMark status={shown.status} className={classes.mark} />
      )}
      {withHealth && (
        <StatusMark
          status={statusOfInstance(instance)}
          className={classes.mark}
        />
      )}
      {isMember && <ShareText share={rollout?.share} />}
    </>
  );
  const reason = (
    <>
      {because && because !== word && (
        <span className={classes.because} title={because}>
          {because}
        </span>
      )}
      {message && <UntrustedText text={message} className={classes.message} />}
      {!message && !because && instance.behind && (
        <span className={classes.message}>
          <BehindText behind={instance.behind} />
        </span>
      )}
    </>
  );
  const button = why && hasReasons(instance) && (
    <WhyButton
      of={instance.cluster.name}
      isOpen={why.openId === why.idOf(instance)}
      onClick={() => why.open(instance)}
    />
  );
  return isStacked ? (
    <span className={`${classes.root} ${classes.stacked}`}>
      <span className={classes.line}>
        {marks}
        {button}
      </span>
      <span className={classes.line}>{reason}</span>
    </span>
  ) : (
    <span className={classes.root}>
      {marks}
      {reason}
      {button}
    </span>
  );
}

/** How much of what serves there is of the release, while that is a part. */
function ShareText(props: { share: ReleaseShare | undefined }) {
  const classes = useStyles();
  const t = useText();
  const percent = Math.floor(props.share?.percent ?? 0);
  if (!props.share || !(percent > 0) || percent >= 100) return null;
  return (
    <span className={classes.share}>
      {t(`rollout.share.${props.share.basis}`, { percent: String(percent) })}
    </span>
  );
}

/** Whether there is something to be explained. */
function hasReasons(instance: Instance): boolean {
  const { entityRef, health, currency } = instance;
  if (!entityRef) return false;
  return (
    stateOfInstance(instance).kind === 'member' ||
    (health !== 'healthy' && health !== 'suspended') ||
    !currency.current
  );
}
