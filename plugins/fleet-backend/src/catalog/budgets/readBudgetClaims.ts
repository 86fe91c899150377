import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_BUDGET,
  ANNOTATION_CLUSTER_ID,
} from '@fleetview/backstage-plugin-fleet-common';
import { budgetClaimOf, type BudgetClaim } from './budgetClaimOf';

const EXISTS = {
  [`metadata.annotations.${ANNOTATION_BUDGET}`]: CATALOG_FILTER_EXISTS,
};

/** All that entities of the catalog say that they may spend. */
export async function readBudgetClaims(options: {
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: AuthService;
}): Promise<BudgetClaim[]> {
  const claims: BudgetClaim[] = [];
  const stream = options.catalog.streamEntities(
    {
      filter: [
        { ...EXISTS, kind: ['group', 'system', 'component'] },
        {
          ...EXISTS,
          kind: 'resource',
          'spec.type': 'kubernetes-cluster',
          [`metadata.annotations.${ANNOTATION_CLUSTER_ID}`]:
            CATALOG_FILTER_EXISTS,
        },
      ],
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
        'metadata.labels',
        'spec.type',
      ],
    },
    { credentials: await options.auth.getOwnServiceCredentials() },
  );
  for await (const entities of stream) {
    for (const entity of entities) {
      const claim = budgetClaimOf(entity);
      if (claim) claims.push(claim);
    }
  }
  return claims;
}
