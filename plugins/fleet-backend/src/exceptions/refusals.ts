import type { ExceptionAllowance } from '@fleetview/backstage-plugin-fleet-common';

type Because = NonNullable<ExceptionAllowance['because']>;

/** Why something may not be done with an exception, as a sentence. */
export const REFUSALS: Record<Because, string> = {
  'not-permitted':
    "The portal's permission policy does not let you do this on all places that the exception covers.",
  nobody: 'It is not known who asks.',
  withdrawn: 'The exception was withdrawn.',
  renewed: 'Another exception is in the place of this one.',
  expired: 'The exception is over.',
  'not-needed': 'Enough people have approved of it.',
  'is-requester': 'Nobody approves of what he asked for himself.',
  'has-approved': 'You have approved of it already.',
  'not-approved': 'It was never approved: there is nothing to renew.',
  'renewal-asked-for': 'A renewal is asked for already.',
};
