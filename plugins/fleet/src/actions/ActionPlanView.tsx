import { makeStyles } from '@material-ui/core/styles';
import type { ActionPlan } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    title: { margin: 0, fontSize: 13, fontWeight: 600 },
    text: { margin: theme.spacing(0.5, 0, 1), fontSize: 14 },
    warning: {
      margin: theme.spacing(0.5, 0, 1),
      padding: theme.spacing(1),
      fontSize: 14,
      borderLeft: `3px solid ${theme.palette.warning.main}`,
    },
    changes: { margin: theme.spacing(0.5, 0), fontSize: 12 },
    change: { overflowWrap: 'anywhere' },
  }),
  { name: 'FleetActionPlan' },
);

/**
 * What an action would do, and whether something else will take it back.
 */
export function ActionPlanView(props: { plan: ActionPlan }) {
  const { effect, revertedBy, refused, changes } = props.plan;
  const t = useText();
  const classes = useStyles();
  if (refused !== undefined || effect === undefined) {
    return (
      <>
        <h4 className={classes.title}>{t('actions.refused')}</h4>
        <div role="alert" className={classes.warning}>
          <UntrustedText text={refused ?? ''} block />
        </div>
      </>
    );
  }
  return (
    <>
      <h4 className={classes.title}>{t('actions.effect')}</h4>
      <p className={classes.text}>
        <UntrustedText text={effect} block />
      </p>
      {revertedBy && (
        <div role="note" className={classes.warning}>
          <UntrustedText text={t('actions.reverted', { by: revertedBy })} />
        </div>
      )}
      <details>
        <summary className={classes.title}>{t('actions.changes')}</summary>
        <ul className={classes.changes}>
          {changes.map(({ object, path, value }) => (
            <li key={`${object} ${path}`} className={classes.change}>
              <UntrustedText text={t('actions.change', { object, path })} />{' '}
              {value === undefined ? (
                t('actions.removed')
              ) : (
                <code>
                  <UntrustedText text={value} />
                </code>
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
