import { makeStyles } from '@material-ui/core/styles';
import type { Pipeline } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(1), fontSize: 13 },
    list: { margin: theme.spacing(0.5, 0), paddingLeft: 20 },
    quiet: { display: 'block', color: theme.palette.text.secondary },
  }),
  { name: 'FleetStageProblems' },
);

/** What is wrong with the stages that are configured, and what to do about it. */
export function StageProblems(props: { problems: Pipeline['problems'] }) {
  const { problems } = props;
  const classes = useStyles();
  const t = useText();
  if (problems.length === 0) return null;
  return (
    <section className={classes.root} aria-label={t('promotions.problems')}>
      <StatusMark
        status={{ key: 'invalid', stale: false }}
        word={t('promotions.problems')}
      />
      <ul className={classes.list}>
        {problems.map(({ path, message, advice }) => (
          <li key={`${path} ${message}`}>
            <code>
              <UntrustedText text={path} inline />
            </code>
            : <UntrustedText text={message} inline />
            <span className={classes.quiet}>
              <UntrustedText text={advice} inline />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
