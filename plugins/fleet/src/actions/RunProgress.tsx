import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type ActionRun,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  hasRunEnded,
  SightView,
  Since,
  UntrustedText,
  useActionRun,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    text: { margin: theme.spacing(0, 0, 1.5), fontSize: 14 },
    steps: { margin: 0, paddingLeft: theme.spacing(2.5) },
    step: { padding: theme.spacing(0.5, 0), fontSize: 14 },
    later: { color: theme.palette.text.disabled },
    state: { fontWeight: 600 },
    failed: { color: theme.palette.error.main },
  }),
  { name: 'FleetRunProgress' },
);

/** What is yet to come of a run that goes as it should. */
const WAY = ['asked', 'accepted', 'seen'] as const;

/**
 * A run from asked over accepted to seen, as it goes on.
 */
export function RunProgress(props: { run: ActionRun }) {
  const t = useText();
  const classes = useStyles();
  const sight = useActionRun(props.run);
  return (
    <SightView sight={sight} permission={fleetInstanceReadPermission.name}>
      {run => {
        const isOver = hasRunEnded(run);
        const reached = Math.max(
          ...WAY.map((state, index) =>
            run.steps.some(step => step.state === state) ? index : 0,
          ),
        );
        return (
          <>
            <p className={classes.text}>
              <UntrustedText text={run.effect} block />
              {!isOver && t('actions.follow')}
            </p>
            <ol
              className={classes.steps}
              aria-label={t('actions.following')}
              aria-live="polite"
            >
              {run.steps.map(({ state, at, message }) => (
                <li key={state} className={classes.step}>
                  <span
                    className={`${classes.state} ${
                      state === 'failed' || state === 'timed-out'
                        ? classes.failed
                        : ''
                    }`}
                  >
                    {t(`actions.states.${state}`)}
                  </span>{' '}
                  <Since at={at} ago />
                  {message && <UntrustedText text={message} block />}
                </li>
              ))}
              {!isOver &&
                WAY.slice(reached + 1).map(state => (
                  <li
                    key={state}
                    className={`${classes.step} ${classes.later}`}
                  >
                    {t(`actions.states.${state}`)} …
                  </li>
                ))}
            </ol>
          </>
        );
      }}
    </SightView>
  );
}
