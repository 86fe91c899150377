import { Link } from '@backstage/core-components';
import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../../routing';
import { useText } from '../../translation';
import { ENTITY_ROWS } from './costRows';
import { rowName, type NamedRow } from './rowName';

/** What a row is of, leading to its page where it has one. */
export function CostRowName(props: { row: NamedRow; by: CostRowKind }) {
  const { row, by } = props;
  const t = useText();
  const links = useFleetLinks();
  const name = rowName(row, by, t);
  if (row.share || !row.key) return <span>{name}</span>;
  const to = ENTITY_ROWS.includes(by)
    ? links.entity(row.key)
    : by === 'cluster' && links.cluster(row.key, { tab: 'cost' });
  return to ? (
    <Link to={to}>
      <UntrustedText text={entityName(name)} inline />
    </Link>
  ) : (
    <UntrustedText text={name} />
  );
}
