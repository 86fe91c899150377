import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { navigationExtension } from './Navigation';

/**
 * The portal's own navigation.
 */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [navigationExtension],
});
