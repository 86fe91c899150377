import { makeStyles } from '@material-ui/core/styles';
import type { ConfigurationProblemItem } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(0.75, 0), fontSize: 13 },
    list: { margin: 0, padding: theme.spacing(0.5, 0, 0, 2.5) },
    quiet: { color: theme.palette.text.secondary },
    key: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
  }),
  { name: 'FleetProblemsBar' },
);

/**
 * What is wrong in the configuration, with the key and the value. The rest of
 * the fleet works on.
 */
export function ProblemsBar(props: { problems: ConfigurationProblemItem[] }) {
  const classes = useStyles();
  const t = useText();
  if (props.problems.length === 0) return null;
  return (
    <div className={classes.root} role="status">
      <StatusMark
        status={{ key: 'invalid', stale: false }}
        word={t('problems.title', { count: props.problems.length })}
      />
      <ul className={classes.list}>
        {props.problems.map(problem => (
          <li key={`${problem.source} ${problem.key} ${problem.value ?? ''}`}>
            <span className={classes.key}>
              <UntrustedText
                text={
                  problem.value === undefined
                    ? problem.key
                    : `${problem.key}: ${problem.value}`
                }
              />
            </span>{' '}
            <UntrustedText text={problem.message} />{' '}
            <span className={classes.quiet}>{problem.source}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
