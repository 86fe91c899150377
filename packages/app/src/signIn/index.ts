import { discoveryApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { SamplePersonApi } from './SamplePersonApi';
import { SAMPLE_PEOPLE } from './samplePeople';

/**
 * How one signs in to the portal.
 */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: async () =>
          (await import('./PortalSignInPage')).PortalSignInPage,
      },
    }),
    ...SAMPLE_PEOPLE.map(({ id, apiRef }) =>
      ApiBlueprint.make({
        name: `sample-person-${id}`,
        params: defineParams =>
          defineParams({
            api: apiRef,
            deps: { discoveryApi: discoveryApiRef },
            factory: ({ discoveryApi }) =>
              new SamplePersonApi({ id, discoveryApi }),
          }),
      }),
    ),
  ],
});
