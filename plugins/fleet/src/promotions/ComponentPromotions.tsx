import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import {
  fleetPromotionReadPermission,
  type EntityKey,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  usePipeline,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';
import { PipelineView } from './pipeline/PipelineView';
import { PromotionDrawer } from './PromotionDrawer';

/** Through which stages a component goes, on its tab. */
export function ComponentPromotions(props: { entity: EntityKey }) {
  const { kind, namespace, name } = props.entity;
  const component = stringifyEntityRef({ kind, namespace, name });
  const t = useText();
  const links = useFleetLinks();
  const sight = usePipeline(component);
  return (
    <Section
      title={t('promotions.title')}
      note={
        <Link to={links.promotions({ component: [component], show: ['all'] })}>
          {t('promotions.all')}
        </Link>
      }
    >
      <SightView
        sight={sight}
        permission={fleetPromotionReadPermission.name}
        loading={<LoadingView rows={3} />}
      >
        {pipeline => <PipelineView pipeline={pipeline} />}
      </SightView>
      <PromotionDrawer />
    </Section>
  );
}
