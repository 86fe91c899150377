import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyView,
  FleetQueryProvider,
  LiveIndicator,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { CostPanel } from './CostPanel';
import { costScope, type Costed } from './costScope';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 0, 4),
      fontSize: 14,
      lineHeight: '20px',
    },
    corner: { display: 'flex', justifyContent: 'flex-end' },
    note: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetEntityCostContent' },
);

/**
 * The Cost tab of components, systems, domains and groups: what they, or what they own,
 * cost, and what the month is likely to cost in the end.
 *
 * @public
 */
export function EntityCostContent() {
  const { entity } = useEntity();
  const costed = useMemo(() => costScope(entity), [entity]);
  return (
    <FleetQueryProvider>
      <CostOf costed={costed} />
    </FleetQueryProvider>
  );
}

/** The same for anything that costs, inside a provider. */
export function CostOf(props: { costed: Costed }) {
  const { costed } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root} data-fleet-content>
      {costed.isEmpty ? (
        <EmptyView title={t('owned.noSystemsTitle')}>
          {t('owned.noSystemsText')}
        </EmptyView>
      ) : (
        <>
          <div className={classes.corner}>
            <LiveIndicator />
          </div>
          {costed.cutAt !== undefined && (
            <div className={classes.note} role="status">
              {t('owned.cutSystems', { count: costed.cutAt })}
            </div>
          )}
          <CostPanel scope={costed.query} />
        </>
      )}
    </div>
  );
}
