import type { StatementDetail } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetLinks } from '../../routing';
import type { Text } from '../../translation';
import { clusterFields } from './clusterFields';
import { agentFields, poolFields } from './partFields';
import { freezeFields, placementFields } from './placementFields';
import { budgetFields } from './budgetFields';
import { exceptionFields, policyFields } from './policyFields';
import {
  accessFields,
  analysisFields,
  autoscalerFields,
  leaseFields,
  quotaFields,
  serviceFields,
  sourceFields,
} from './runtimeFields';
import type { Fields } from './types';

/** What a drawer says of a statement besides what all say. */
export function detailFields(
  detail: StatementDetail,
  t: Text,
  links: FleetLinks,
): Fields {
  switch (detail.type) {
    case 'cluster':
      return clusterFields(detail, t, links);
    case 'pool':
      return poolFields(detail, t, links);
    case 'agent':
      return agentFields(detail, t, links);
    case 'placement':
      return placementFields(detail, t, links);
    case 'freeze':
      return freezeFields(detail, t, links);
    case 'policy':
      return policyFields(detail, t, links);
    case 'exception':
      return exceptionFields(detail, t, links);
    case 'budget':
      return budgetFields(detail, t, links);
    case 'source':
      return sourceFields(detail, t, links);
    case 'service':
      return serviceFields(detail, t, links);
    case 'autoscaler':
      return autoscalerFields(detail, t, links);
    case 'analysis':
      return analysisFields(detail, t, links);
    case 'quota':
      return quotaFields(detail, t, links);
    case 'access':
      return accessFields(detail, t, links);
    default:
      return leaseFields(detail, t, links);
  }
}
