import { Fragment } from 'react';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  shortTime,
  shortVersion,
  STATUS_KEYS,
  StatusMark,
  UntrustedText,
  useNow,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../translation';

const useStyles = makeStyles(
  theme => ({
    change: {
      display: 'inline-flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: 8,
      maxWidth: '100%',
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetChange' },
);

/** From what to what; of what went to and fro, how often and between which. */
export function Change(props: { transition: Transition }) {
  const { field, from, to, folded } = props.transition;
  const classes = useStyles();
  const t = useText();
  if (folded) return <Folded transition={props.transition} />;
  if (field === 'currency') return <span>{t('history.cameBack')}</span>;
  return (
    <span className={classes.change}>
      {from !== undefined && (
        <>
          <ChangedValue field={field} value={from} />
          <span className={classes.quiet}>→</span>
        </>
      )}
      <ChangedValue field={field} value={to} />
    </span>
  );
}

function Folded(props: { transition: Transition }) {
  const { at, field, folded } = props.transition;
  const classes = useStyles();
  const t = useText();
  const now = useNow(60_000);
  if (!folded) return null;
  return (
    <Tooltip
      title={t('history.foldedHelp', {
        from: shortTime(folded.firstAt, now) ?? '?',
        to: shortTime(at, now) ?? '?',
      })}
    >
      <span className={classes.change} data-folded>
        <span>{t('history.folded', { count: folded.count })}</span>
        {folded.values.map((value, index) => (
          <Fragment key={value}>
            {index > 0 && (
              <span className={classes.quiet}>{t('history.or')}</span>
            )}
            <ChangedValue field={field} value={value} />
          </Fragment>
        ))}
      </span>
    </Tooltip>
  );
}

/** What something was, or became; of nothing, that nobody stated it. */
export function ChangedValue(props: {
  field: Transition['field'];
  value?: string;
}) {
  const { field, value } = props;
  const classes = useStyles();
  const t = useText();
  if (!value) {
    return <span className={classes.quiet}>{t('history.unstated')}</span>;
  }
  // What else is called like a state is none: a version may be `unknown`.
  const isState = field === 'health' || field === 'sync' || isOfCluster(field);
  if (isState && (STATUS_KEYS as string[]).includes(value)) {
    return <StatusMark status={{ key: value as StatusKey, stale: false }} />;
  }
  return <UntrustedText text={wordOf(t, field, value)} />;
}

function isOfCluster(field: Transition['field']): boolean {
  return (
    field === 'reachability' || field === 'coverage' || field === 'heartbeat'
  );
}

function wordOf(t: Text, field: Transition['field'], value: string): string {
  switch (field) {
    case 'version':
    case 'desired-version':
      return shortVersion(value);
    case 'engines':
      return value.split(',').map(engineName).join(', ');
    case 'presence':
      return value === 'present' || value === 'absent'
        ? t(`history.presence.${value}`)
        : value;
    case 'replicas':
      return value === 'all' ||
        value === 'some' ||
        value === 'none' ||
        value === 'zero'
        ? t(`history.replicas.${value}`)
        : value;
    default:
      return value;
  }
}
