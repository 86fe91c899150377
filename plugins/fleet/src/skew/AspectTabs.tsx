import { useSearchParams } from 'react-router-dom';
import { SKEW_ASPECTS } from '@fleetview/backstage-plugin-fleet-common';
import { LinkTabs } from '../shared';
import { useText } from '../translation';
import { aspectOf, withAspect } from './aspects';

/** In what is compared, each at its own address. */
export function AspectTabs() {
  const [search] = useSearchParams();
  const t = useText();
  return (
    <LinkTabs
      label={t('skew.aspectLabel')}
      activeId={aspectOf(search.get('aspect'))}
      tabs={(['all', ...SKEW_ASPECTS] as const).map(aspect => ({
        id: aspect,
        title: t(`skew.aspects.${aspect}`),
        to: withAspect(search, aspect),
      }))}
    />
  );
}
