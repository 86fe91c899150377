import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetIgnoreRule } from '@fleetview/backstage-plugin-fleet-common';
import {
  CopyButton,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import {
  holdsWords,
  leftOutWords,
  placeOfRule,
  targetWords,
} from './ignoreRuleWords';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(1.5), fontSize: 13 },
    leftOut: { fontFamily: 'ui-monospace, monospace', fontSize: 12 },
    where: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      color: theme.palette.text.secondary,
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetIgnoreRule' },
);

/** A rule by which an engine leaves out differences: for what, what, and where it stands. */
export function IgnoreRule(props: {
  rule: FleetIgnoreRule;
  /** What is said of it here. */
  children?: ReactNode;
}) {
  const { rule, children } = props;
  const classes = useStyles();
  const t = useText();
  const { leftOut, leftOutTotal = leftOut.length } = rule;
  const place = placeOfRule(rule);
  const holds = holdsWords(rule, t);
  return (
    <div className={classes.root}>
      <UntrustedText text={targetWords(rule, t)} block />
      {leftOut.map((each, index) => (
        <div key={`${index} ${each.type}`}>
          <UntrustedText
            text={leftOutWords(each, t)}
            block
            className={classes.leftOut}
          />
        </div>
      ))}
      {leftOutTotal > leftOut.length && (
        <div className={classes.quiet}>
          {t('delivery.rules.more', { count: leftOutTotal - leftOut.length })}
        </div>
      )}
      {children}
      {holds && (
        <div className={classes.quiet}>
          <UntrustedText text={holds} inline />
        </div>
      )}
      <div className={classes.where}>
        <UntrustedText text={place} inline />
        <CopyButton text={place} label={t('delivery.rules.copyPlace')} />
      </div>
    </div>
  );
}
