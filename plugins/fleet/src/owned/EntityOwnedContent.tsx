import { useMemo, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyView,
  FleetQueryProvider,
  LiveIndicator,
} from '@fleetview/backstage-plugin-fleet-react';
import { MatrixPanel } from '../matrix/MatrixPanel';
import { useText } from '../translation';
import { ownedBy, type Owned } from './ownedBy';
import { OwnedRollouts } from './OwnedRollouts';

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
  { name: 'FleetEntityOwnedContent' },
);

/**
 * The Fleet tab of systems, domains and groups: the releases on their way of
 * what they own.
 *
 * @public
 */
export function EntityOwnedContent() {
  const { entity } = useEntity();
  const owned = useMemo(() => ownedBy(entity), [entity]);
  return (
    <FleetQueryProvider>
      <OwnedContent
        owned={owned}
        matrix={<MatrixPanel scope={owned.query} />}
      />
    </FleetQueryProvider>
  );
}

/**
 * The same for anything that owns components, inside a provider.
 */
export function OwnedContent(props: {
  owned: Owned;
  /** What stands under the releases: where what it owns runs. */
  matrix?: ReactNode;
}) {
  const { owned, matrix } = props;
  const classes = useStyles();
  const t = useText();
  if (owned.isEmpty) {
    return (
      <div className={classes.root} data-fleet-content>
        <EmptyView title={t('owned.noSystemsTitle')}>
          {t('owned.noSystemsText')}
        </EmptyView>
      </div>
    );
  }
  return (
    <div className={classes.root} data-fleet-content>
      <div className={classes.corner}>
        <LiveIndicator />
      </div>
      {owned.cutAt !== undefined && (
        <div className={classes.note} role="status">
          {t('owned.cutSystems', { count: owned.cutAt })}
        </div>
      )}
      <OwnedRollouts query={owned.query} />
      {matrix}
    </div>
  );
}
