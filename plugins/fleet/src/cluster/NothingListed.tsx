import { Link } from '@backstage/core-components';
import type { FleetCoverage } from '@fleetview/backstage-plugin-fleet-common';
import { EmptyView } from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { FilteredView } from '../shared';
import { useText } from '../translation';

/** Why a list of a cluster's things is empty: nothing is there, nothing passes, or nobody knows. */
export function NothingListed(props: {
  coverage: FleetCoverage;
  limited?: readonly string[];
  /** Where it is narrowed: what is said of that, and how to take it back. */
  narrowed?: { title: string; clear: () => void };
  /** Where it is proven that nothing is there. */
  title: string;
  text: string;
}) {
  const { coverage, limited, narrowed, title, text } = props;
  const t = useText();
  const links = useFleetLinks();
  if (narrowed) {
    return <FilteredView title={narrowed.title} onClear={narrowed.clear} />;
  }
  // Where not everything was read, that nothing is there proves nothing.
  const [gap] = coverage.gaps;
  if (gap) {
    return (
      <EmptyView
        title={t('cluster.empty.unreadTitle')}
        actions={
          <Link to={links.cluster(gap.cluster.id, { tab: 'systems' })}>
            {t('cluster.empty.unreadAction')}
          </Link>
        }
      >
        {t('cluster.empty.unreadText')}
      </EmptyView>
    );
  }
  return limited ? (
    <EmptyView title={t('cluster.empty.limitedTitle')}>
      {t('cluster.empty.limitedText')}
    </EmptyView>
  ) : (
    <EmptyView title={title}>{text}</EmptyView>
  );
}
