import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  EmptyView,
  LiveIndicator,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import type { Owned } from './ownedBy';

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
  { name: 'FleetOwnedFrame' },
);

/** What all tabs of owners have: that nothing is owned, or that not all of it is looked at. */
export function OwnedFrame(props: {
  owned: Pick<Owned, 'isEmpty' | 'cutAt'>;
  children: ReactNode;
}) {
  const { owned, children } = props;
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
          {children}
        </>
      )}
    </div>
  );
}
