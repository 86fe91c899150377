import { Link } from '@backstage/core-components';
import {
  fleetFindingReadPermission,
  type ComplianceQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  SightView,
  useExceptions,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';
import { ExceptionTable } from './ExceptionTable';

/** The exceptions of an owner that end soon, in the Compliance tab; of others nothing is told. */
export function OwnExceptions(props: {
  scope: Pick<ComplianceQuery, 'owner' | 'component'>;
}) {
  const { owner, component } = props.scope;
  const t = useText();
  const links = useFleetLinks();
  const { sight, loadMore, isLoadingMore } = useExceptions({
    ...(owner ? { owner } : {}),
    ...(component ? { component } : {}),
    state: ['expiring'],
  });
  const all = links.exceptions({
    ...(owner ? { owner } : {}),
    ...(component ? { component } : {}),
  });
  return (
    <Section
      title={t('exceptions.own')}
      note={<Link to={all}>{t('exceptions.ownAll')}</Link>}
    >
      <SightView sight={sight} permission={fleetFindingReadPermission.name}>
        {pages => {
          const [{ hidden, limited }] = pages;
          const exceptions = pages.flatMap(({ items }) => items);
          const isInPart = hidden > 0 || limited !== undefined;
          return (
            <>
              {exceptions.length === 0 ? (
                t(isInPart ? 'exceptions.ownNoneSeen' : 'exceptions.ownNone')
              ) : (
                <ExceptionTable
                  label={t('exceptions.own')}
                  exceptions={exceptions}
                  loadMore={loadMore}
                  isLoadingMore={isLoadingMore}
                />
              )}
              {hidden > 0 && (
                <div>{t('exceptions.hidden', { count: hidden })}</div>
              )}
            </>
          );
        }}
      </SightView>
    </Section>
  );
}
