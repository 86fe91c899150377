import {
  createApiRef,
  type ApiRef,
  type BackstageIdentityApi,
  type ProfileInfoApi,
  type SessionApi,
} from '@backstage/core-plugin-api';

/** Somebody whom the page to sign in offers. */
type SamplePerson = {
  id: string;
  title: string;
  message: string;
  apiRef: ApiRef<ProfileInfoApi & BackstageIdentityApi & SessionApi>;
};

/** The parts that people have in the simulated company; which of them may sign in is configured. */
export const SAMPLE_PEOPLE: SamplePerson[] = [
  {
    id: 'platform-engineer',
    title: 'Platform engineer',
    message: 'Sees every cluster and all that runs there.',
  },
  {
    id: 'storefront-lead',
    title: 'Team lead, Storefront',
    message: 'Sees every cluster, and of what runs there what Storefront owns.',
  },
  {
    id: 'payments-developer',
    title: 'Developer, Payments',
    message: 'Sees every cluster, and of what runs there what Payments owns.',
  },
].map(person => ({
  ...person,
  apiRef: createApiRef({ id: `app.sample-person.${person.id}` }),
}));
