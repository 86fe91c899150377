import { Link } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  fleetAuditReadPermission,
  fleetInstanceReadPermission,
  type EntityKey,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  LoadingView,
  SightView,
  useComponentRuns,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';
import { RunTable } from './RunTable';

/** So many are shown; the audit has them all. */
const SHOWN = 10;

/**
 * What systems were told about an entity, by whom, why, and what came of it. Nothing
 * where nobody has told them anything.
 */
export function AskedHere(props: { entity: EntityKey }) {
  const t = useText();
  const { sight } = useComponentRuns(props.entity, SHOWN);
  if (sight.kind === 'loading') return null;
  if (sight.kind === 'ready' && sight.data[0].items.length === 0) return null;
  return (
    <Section title={t('asked.title')} note={<AuditLink />}>
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView rows={2} />}
      >
        {([page]) => <RunTable runs={page.items.slice(0, SHOWN)} />}
      </SightView>
    </Section>
  );
}

/** For who may read the audit. */
function AuditLink() {
  const t = useText();
  const { audit } = useFleetLinks();
  const { allowed } = usePermission({ permission: fleetAuditReadPermission });
  return allowed ? (
    <Link to={`${audit}?event=action-asked&event=action-followed`}>
      {t('asked.audit')}
    </Link>
  ) : null;
}
