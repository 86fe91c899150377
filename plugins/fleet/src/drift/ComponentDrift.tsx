import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  fleetInstanceReadPermission,
  type EntityKey,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  useDrift,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';
import { DriftCoverage } from './DriftCoverage';
import { EpisodeTable } from './EpisodeTable';
import { EpisodeDrawer } from './detail/EpisodeDrawer';
import { NothingDrifts } from './NothingDrifts';
import { useEpisode } from './useEpisode';

/** So many are on the component's own page; the page of drift has them all. */
const SHOWN = 20;

/** What drifts of one component, on its tab. */
export function ComponentDrift(props: { entity: EntityKey }) {
  const { kind, namespace, name } = props.entity;
  const t = useText();
  const links = useFleetLinks();
  const scope = useMemo(
    () => ({ component: [stringifyEntityRef({ kind, namespace, name })] }),
    [kind, namespace, name],
  );
  const { sight } = useDrift(scope, { limit: SHOWN });
  const { episode, open } = useEpisode();
  return (
    <Section
      title={t('drift.component.title')}
      note={
        <Link to={links.drift({ ...scope, view: ['episodes'] })}>
          {t('drift.component.all')}
        </Link>
      }
    >
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView rows={2} />}
      >
        {([page]) => (
          <>
            <DriftCoverage page={page} withoutClusters />
            {page.totals.episodes === 0 ? (
              <NothingDrifts
                page={page}
                filters={scope}
                scope={scope}
                onClear={() => {}}
              />
            ) : (
              <>
                {page.totals.episodes > page.items.length &&
                  t('drift.component.cut', {
                    shown: page.items.length.toLocaleString('en'),
                    total: page.totals.episodes.toLocaleString('en'),
                  })}
                <EpisodeTable
                  episodes={page.items}
                  openId={episode}
                  onOpen={open}
                  without="component"
                />
              </>
            )}
          </>
        )}
      </SightView>
      <EpisodeDrawer />
    </Section>
  );
}
