import { makeStyles } from '@material-ui/core/styles';
import type { ActionRun } from '@fleetview/backstage-plugin-fleet-common';
import {
  hasRunEnded,
  StatusMark,
  UntrustedText,
  useActionRun,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 },
    mark: { flex: 'none' },
    message: { minWidth: 0, color: theme.palette.text.secondary },
  }),
  { name: 'FleetRunState' },
);

/** That it is not known what came of it is no failure, and nothing good. */
const MARKS = {
  asked: 'pending',
  accepted: 'progressing',
  seen: 'succeeded',
  failed: 'failed',
  'timed-out': 'unknown',
} as const satisfies Record<ActionRun['state'], StatusKey>;

/** How far something is that a system was told; what is not over is followed. */
export function RunState(props: { run: ActionRun }) {
  return hasRunEnded(props.run) ? (
    <Reached run={props.run} />
  ) : (
    <Followed run={props.run} />
  );
}

function Followed(props: { run: ActionRun }) {
  const sight = useActionRun(props.run);
  return <Reached run={sight.kind === 'ready' ? sight.data : props.run} />;
}

function Reached(props: { run: ActionRun }) {
  const { state, steps } = props.run;
  const classes = useStyles();
  const t = useText();
  const message = steps[steps.length - 1]?.message;
  return (
    <span className={classes.root}>
      <StatusMark
        status={{ key: MARKS[state], stale: false }}
        word={t(`actions.states.${state}`)}
        className={classes.mark}
      />
      {message && <UntrustedText text={message} className={classes.message} />}
    </span>
  );
}
