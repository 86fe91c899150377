import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { OwnComponentsPolicy } from './OwnComponentsPolicy';

/**
 * The portal's permission policy: all may do all, unless `permission.everythingFor`
 * names who may.
 */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'portal-policy',
  register(registry) {
    registry.registerInit({
      deps: { policy: policyExtensionPoint, config: coreServices.rootConfig },
      async init({ policy, config }) {
        const everythingFor = config.getOptionalStringArray(
          'permission.everythingFor',
        );
        policy.setPolicy(
          everythingFor
            ? new OwnComponentsPolicy(everythingFor)
            : {
                handle: async (): Promise<PolicyDecision> => ({
                  result: AuthorizeResult.ALLOW,
                }),
              },
        );
      },
    });
  },
});
