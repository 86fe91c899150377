import { Link } from '@backstage/core-components';
import { fleetPromotionReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  SightView,
  usePromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { PromotionDetail } from './detail/PromotionDetail';
import { titleOf } from './detail/titleOf';
import { usePromotionDrawer } from './usePromotionDrawer';

/** The drawer of the promotion that the URL names. */
export function PromotionDrawer() {
  const { promotion, close } = usePromotionDrawer();
  return promotion === undefined ? null : (
    <OpenDrawer key={promotion} id={promotion} onClose={close} />
  );
}

function OpenDrawer(props: { id: string; onClose: () => void }) {
  const { id, onClose } = props;
  const t = useText();
  const links = useFleetLinks();
  const sight = usePromotion(id);
  const title =
    sight.kind === 'ready'
      ? titleOf(sight.data, t)
      : t('promotions.detail.loading');
  return (
    <DetailDrawer title={title} open onClose={onClose} isWide>
      <SightView sight={sight} permission={fleetPromotionReadPermission.name}>
        {promotion => (
          <>
            <PromotionDetail promotion={promotion} />
            <p>
              <Link to={links.promotion(id)}>
                {t('promotions.detail.asPage')}
              </Link>
            </p>
          </>
        )}
      </SightView>
    </DetailDrawer>
  );
}
