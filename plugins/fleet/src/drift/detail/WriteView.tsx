import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftWrite } from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { fitWords } from '../driftWords';
import { useSecond } from './useSecond';

const useStyles = makeStyles(
  theme => ({
    name: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetDriftWriteView' },
);

/** One write of an audit log: by whom, when, how, and why it is thought to be it. */
export function WriteView(props: { write: FleetDriftWrite }) {
  const { user, actingAs, userAgent, verb, subresource, at, fit } = props.write;
  const classes = useStyles();
  const t = useText();
  const time = useSecond(at);
  const what = subresource ? `${verb} ${subresource}` : verb;
  return (
    <>
      <UntrustedText text={user} inline className={classes.name} />
      {actingAs && (
        <>
          {` ${t('drift.auditLog.as')} `}
          <UntrustedText text={actingAs} inline className={classes.name} />
        </>
      )}
      {time && (
        <>
          {', '}
          <time dateTime={at} title={absoluteTime(at)?.utc}>
            {time}
          </time>
        </>
      )}
      {'; '}
      <UntrustedText
        inline
        text={userAgent ? t('drift.auditLog.with', { what, userAgent }) : what}
      />
      <div className={classes.quiet}>{fitWords(fit, t)}</div>
    </>
  );
}
