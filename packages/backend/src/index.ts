import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('./sample/policy'));
backend.add(import('./sample/samplePeople'));
backend.add(import('./sample/templates'));

backend.add(import('@fleetview/backstage-plugin-fleet-backend'));
backend.add(
  import('@fleetview/backstage-plugin-fleet-backend-module-adapters'),
);
backend.add(
  import('@fleetview/backstage-plugin-fleet-backend-module-kubernetes'),
);
backend.add(
  import('@fleetview/backstage-plugin-kubernetes-backend-module-fleet'),
);
backend.add(import('@fleetview/backstage-plugin-catalog-backend-module-fleet'));
backend.add(
  import('@fleetview/backstage-plugin-scaffolder-backend-module-fleet'),
);

void backend.start();
