import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyView,
  FleetQueryProvider,
  LiveIndicator,
} from '@fleetview/backstage-plugin-fleet-react';
import { OwnExceptions } from '../exceptions/OwnExceptions';
import { ownedBy, type Owned } from '../owned/ownedBy';
import { useText } from '../translation';
import { CompliancePanel } from './CompliancePanel';

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
  { name: 'FleetEntityComplianceContent' },
);

/**
 * The Compliance tab of systems, domains and groups: how far policies are kept by what
 * they own, and how far that is known.
 *
 * @public
 */
export function EntityComplianceContent() {
  const { entity } = useEntity();
  const owned = useMemo(() => ownedBy(entity), [entity]);
  return (
    <FleetQueryProvider>
      <OwnedCompliance owned={owned} />
    </FleetQueryProvider>
  );
}

/** The same for anything that owns components, inside a provider. */
export function OwnedCompliance(props: { owned: Owned }) {
  const { owned } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root} data-fleet-content>
      {owned.isEmpty ? (
        <EmptyView title={t('owned.noSystemsTitle')}>
          {t('owned.noSystemsText')}
        </EmptyView>
      ) : (
        <>
          <div className={classes.corner}>
            <LiveIndicator />
          </div>
          {owned.cutAt !== undefined && (
            <div className={classes.note} role="status">
              {t('owned.cutSystems', { count: owned.cutAt })}
            </div>
          )}
          <CompliancePanel scope={owned.query} />
          {owned.query.owner && (
            <OwnExceptions scope={{ owner: owned.query.owner }} />
          )}
        </>
      )}
    </div>
  );
}
