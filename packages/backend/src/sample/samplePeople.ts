import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import type { Config } from '@backstage/config';

/** Somebody of the simulated company. */
type Person = { id: string; title: string; groups: string[] };

const PROVIDER = 'sample';

function readPeople(config: Config): Person[] {
  return (config.getOptionalConfigArray('people') ?? []).map(person => ({
    id: person.getString('id'),
    title: person.getString('title'),
    groups: person.getOptionalStringArray('groups') ?? [],
  }));
}

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ title }: Person) => ({
    profile: { displayName: title },
  }),
  initialize: ({ config }) => ({ people: readPeople(config) }),
  async authenticate({ req }, { people }) {
    // Whoever asks is believed: that is for machines that develop alone.
    if (process.env.NODE_ENV !== 'development') {
      throw new NotAllowedError(
        `Signing in as somebody of the simulated company is for development. Leave 'auth.providers.${PROVIDER}' out.`,
      );
    }
    const id = req.header('x-sample-person');
    const person = people.find(each => each.id === id);
    if (!person) {
      throw new NotFoundError(
        `There is nobody '${id}' in 'auth.providers.${PROVIDER}.people'.`,
      );
    }
    return { result: person };
  },
});

/** Lets sign in as one of the people of the simulated company, where they are configured. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'sample-people',
  register(registry) {
    registry.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        if (!config.has(`auth.providers.${PROVIDER}`)) return;
        providers.registerProvider({
          providerId: PROVIDER,
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: async ({ result: { id, groups } }, context) => {
              const self = `user:default/${id}`;
              return context.issueToken({
                claims: { sub: self, ent: [self, ...groups] },
              });
            },
          }),
        });
      },
    });
  },
});
