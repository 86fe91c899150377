import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useFleetClock } from '../../clock';
import type { Sight } from '../../queries/sight';
import { timeOfDay } from '../../viewModels/time';
import { useFleetText } from '../../translation';
import { StatusMark } from '../StatusMark';
import { UntrustedText } from '../Text';
import { LoadingView } from './LoadingView';
import { FailedView, ForbiddenView } from './views';

const useStyles = makeStyles(
  theme => ({
    old: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: 10,
      padding: theme.spacing(0.75, 0),
      fontSize: 13,
    },
    why: { color: theme.palette.text.secondary, minWidth: 0, maxWidth: 560 },
    updating: { opacity: 0.55, transition: 'opacity 120ms' },
  }),
  { name: 'FleetSightView' },
);

/**
 * Draws whichever sight an answer has: the outline while it loads, what to do
 * when it is forbidden or failed, and else the data, marked when it is old.
 *
 * @public
 */
export function SightView<T>(props: {
  sight: Sight<T>;
  /** The permission that the answer takes, by name. */
  permission: string;
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { sight, permission } = props;
  const classes = useStyles();
  switch (sight.kind) {
    case 'loading':
      return <>{props.loading ?? <LoadingView />}</>;
    case 'forbidden':
      return <ForbiddenView permission={permission} message={sight.message} />;
    case 'failed':
      return <FailedView failure={sight.failure} retry={sight.retry} />;
    default:
      return (
        <>
          {sight.failure && (
            <OldDataBar
              message={sight.failure.message}
              answeredAt={sight.answeredAt}
              retry={sight.retry}
            />
          )}
          <div
            className={sight.updating ? classes.updating : undefined}
            aria-busy={sight.updating || undefined}
          >
            {props.children(sight.data)}
          </div>
        </>
      );
  }
}

function OldDataBar(props: {
  message: string;
  answeredAt: number;
  retry: () => void;
}) {
  const classes = useStyles();
  const { t } = useFleetText();
  const answeredAt = useFleetClock().fromBrowser(props.answeredAt);
  const time = timeOfDay(new Date(answeredAt).toISOString()) ?? '';
  return (
    <div className={classes.old} role="status" data-sight="failed">
      <StatusMark
        status={{ key: 'interrupted', stale: false }}
        word={t('views.oldData', { time })}
      />
      <span className={classes.why}>
        <UntrustedText text={props.message} />
      </span>
      <Button size="small" onClick={props.retry}>
        {t('views.retry')}
      </Button>
    </div>
  );
}
