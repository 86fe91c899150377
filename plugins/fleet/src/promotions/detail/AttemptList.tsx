import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  Countdown,
  Since,
  StatusMark,
  UntrustedText,
  type ShownPromotionChange,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { taskRouteRef } from '../../routing';
import { useText } from '../../translation';

type Attempt = ShownPromotionChange['attempts'][number];

/** That it was proposed says nothing of a cluster: it is not the good of one. */
const MARKS: Record<Attempt['state'], StatusKey> = {
  starting: 'pending',
  running: 'progressing',
  succeeded: 'synced',
  failed: 'failed',
};

const useStyles = makeStyles(
  theme => ({
    root: {
      '& summary': {
        cursor: 'pointer',
        color: theme.palette.text.secondary,
      },
      '& summary:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    list: { margin: 0, padding: theme.spacing(0, 0, 0, 2), listStyle: 'none' },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetPromotionAttempts' },
);

/** What was started to propose a change, the newest first; open where the last one failed. */
export function AttemptList(props: { attempts: readonly Attempt[] }) {
  const { attempts } = props;
  const classes = useStyles();
  const t = useText();
  const task = useRouteRef(taskRouteRef);
  if (attempts.length === 0) return null;
  return (
    <details className={classes.root} open={attempts[0].state === 'failed'}>
      <summary>{t('promotions.wave.attempts')}</summary>
      <ol className={classes.list}>
        {attempts.map(attempt => (
          <li key={`${attempt.direction} ${attempt.number}`}>
            <StatusMark
              status={{ key: MARKS[attempt.state] ?? 'unknown', stale: false }}
              word={t(`promotions.wave.attemptStates.${attempt.state}`)}
            />{' '}
            {t(
              attempt.direction === 'roll-back'
                ? 'promotions.wave.attemptBack'
                : 'promotions.wave.attempt',
              { number: String(attempt.number) },
            )}
            {attempt.taskId && (
              <>
                {' · '}
                <Link to={pathOf(attempt.taskId, task)}>
                  {t('promotions.wave.task')}
                </Link>
              </>
            )}{' '}
            <span className={classes.quiet}>
              <Since at={attempt.startedAt} ago />
            </span>
            {attempt.error && (
              <div>
                <UntrustedText text={attempt.error} block />
              </div>
            )}
            {attempt.retryAt && attempt === attempts[0] && (
              <div className={classes.quiet}>
                {t('promotions.wave.retry')}{' '}
                <Countdown until={attempt.retryAt} />
              </div>
            )}
            {attempt.state === 'failed' &&
              !attempt.retryAt &&
              attempt === attempts[0] && (
                <div className={classes.quiet}>
                  {t('promotions.wave.noRetry')}
                </div>
              )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Where portals have their tasks, if nobody has said where. */
function pathOf(
  taskId: string,
  task: ((params: { taskId: string }) => string) | undefined,
): string {
  const encoded = encodeURIComponent(taskId);
  return task?.({ taskId: encoded }) ?? `/create/tasks/${encoded}`;
}
