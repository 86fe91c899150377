import { useParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { fleetPromotionReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  usePromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { Content } from '../shared';
import { useText } from '../translation';
import { PromotionDetail } from './detail/PromotionDetail';
import { titleOf } from './detail/titleOf';

const useStyles = makeStyles(
  theme => ({
    // Sentences are to be read: not over the whole width of a screen.
    root: { maxWidth: 1040 },
    back: { margin: theme.spacing(1.5, 0, 0), fontSize: 13 },
    title: {
      margin: theme.spacing(0.5, 0, 1.5),
      fontSize: 18,
      fontWeight: 600,
      lineHeight: '26px',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'FleetPromotionPage' },
);

/** One promotion, on a page of its own. */
export function PromotionPage() {
  const { promotionId = '' } = useParams();
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const sight = usePromotion(promotionId);
  return (
    <Content>
      <div className={classes.root}>
        <p className={classes.back}>
          <Link to={links.promotions()}>{t('promotions.detail.back')}</Link>
        </p>
        <SightView
          sight={sight}
          permission={fleetPromotionReadPermission.name}
          loading={<LoadingView shape="header" rows={8} />}
        >
          {promotion => (
            <>
              <h2 className={classes.title}>{titleOf(promotion, t)}</h2>
              <PromotionDetail promotion={promotion} />
            </>
          )}
        </SightView>
      </div>
    </Content>
  );
}
