import type {
  FleetCheck,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import type { NotHad } from '../verify';
import { judgeAdmission, type Admissions } from './judge/judgeAdmission';
import { judgeDeprecated } from './judge/judgeDeprecated';
import { judgeImages } from './judge/judgeImages';
import { judgeQuota } from './judge/judgeQuota';
import { judgeReferences } from './judge/judgeReferences';
import { judgeApiVersions, judgeCustomResources } from './judge/judgeServed';
import { judgeValues } from './judge/judgeValues';
import type { PreflightPlan } from './PreflightPlan';
import type { SourceImages } from './read/readSourceImages';
import { servedOf } from './read/servedOf';
import type { TargetSight } from './read/TargetSight';

/** All that is known of whether manifests could go to one cluster, judged. */
export function checkTarget(options: {
  plan: PreflightPlan;
  request: PreflightRequest;
  sight: TargetSight | NotHad;
  source?: SourceImages;
  admission: { value: Admissions } | NotHad;
  now: number;
}): FleetCheck[] {
  const { plan, request, sight, source, admission } = options;
  const asOf = new Date('at' in sight ? sight.at : options.now).toISOString();
  const { manifests, kinds, namespaceOf } = plan;
  const discovery = 'at' in sight ? sight.discovery : sight;
  const served = { kinds, manifests, discovery, asOf };
  return [
    judgeApiVersions(served),
    judgeDeprecated({
      kinds,
      version: 'at' in sight ? sight.version : sight,
      asOf,
    }),
    judgeCustomResources(served),
    judgeReferences({
      references: plan.references,
      brought: plan.brought,
      presence: 'at' in sight ? { value: sight.presence } : sight,
      hasObjects: plan.hasObjects,
      asOf,
    }),
    judgeQuota({
      plan,
      sight,
      asOf,
      resourceOf: manifest => {
        if (!('value' in discovery)) return undefined;
        const found = servedOf(discovery.value, manifest);
        return found.state === 'served' ? found.resource : undefined;
      },
    }),
    judgeImages({
      manifests,
      namespaceOf,
      asOf,
      ...(source ? { source } : {}),
      ...(request.source?.namespace === undefined
        ? {}
        : { sourceNamespace: request.source.namespace }),
      ...(request.images ? { images: request.images } : {}),
    }),
    judgeValues(request.values, asOf),
    judgeAdmission(admission, asOf),
  ];
}
