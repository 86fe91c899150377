import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home';
import { navModule } from './nav';
import { signInModule } from './signIn';
import { themeModule } from './theme';

/**
 * The portal. Its plugins are found by the dependencies of this package
 * (`app.packages: all`); what stands here is only what is our own.
 */
export const app = createApp({
  features: [themeModule, navModule, signInModule, homeModule],
});
