import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftAuthor } from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { confidenceWords } from '../driftWords';
import { useSecond } from './useSecond';

const useStyles = makeStyles(
  theme => ({
    name: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetDriftAuthorView' },
);

/** Who wrote it, as a claim: with how sure that is, and when he last wrote anything of it. */
export function AuthorView(props: { author: FleetDriftAuthor }) {
  const { author } = props;
  const { manager, at, subresource, others = [] } = author;
  const classes = useStyles();
  const t = useText();
  const time = useSecond(at);
  return (
    <>
      <UntrustedText text={manager} inline className={classes.name} />
      <span className={classes.quiet}>, {t('drift.author.claim')}</span>
      {subresource && (
        <span className={classes.quiet}>
          {', '}
          <UntrustedText text={t('drift.author.how', { subresource })} inline />
        </span>
      )}
      {at && time && (
        <>
          {'; '}
          <time dateTime={at} title={absoluteTime(at)?.utc}>
            {t('drift.author.wrote', { time })}
          </time>
        </>
      )}
      <div className={classes.quiet}>
        {confidenceWords(author, t)}
        {others.length > 0 && (
          <>
            {': '}
            <UntrustedText
              text={t('drift.author.others', { names: others.join(', ') })}
              inline
            />
          </>
        )}
      </div>
    </>
  );
}
