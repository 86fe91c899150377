import { SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import { SAMPLE_PEOPLE } from './samplePeople';

/**
 * The page to sign in: as a guest, and on the simulated company also as one of
 * its people, to see what permissions show to each.
 */
export function PortalSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const people =
    config
      .getOptionalConfigArray('auth.providers.sample.people')
      ?.map(person => person.getString('id')) ?? [];
  return (
    <SignInPage
      {...props}
      title="Sign in"
      align="center"
      providers={[
        'guest',
        ...SAMPLE_PEOPLE.filter(({ id }) => people.includes(id)),
      ]}
    />
  );
}
