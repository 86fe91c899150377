import type { MatrixColumn } from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { defined } from '../types';

/** A component as the matrix shows it, with what the catalog says of it. */
export function toMatrixColumn(
  entityRef: string,
  entities: EntityIndex,
): MatrixColumn {
  const entity = entities.byRef.get(entityRef);
  return defined({
    entityRef,
    title: entity?.title,
    system: entity?.system,
    domain: entity?.domain,
    owner: entity?.owner,
  });
}
