import { InputError } from '@backstage/errors';

const DAY_MS = 24 * 60 * 60 * 1000;
/** No exception is asked for for longer; it can be renewed. */
const LONGEST_DAYS = 366;

/** When an exception begins, ends and is looked at again, in milliseconds since 1970. */
export type ExceptionTimes = {
  startsAt?: number;
  expiresAt: number;
  reviewAt?: number;
};

/** @throws InputError where it would end before it begins, or hardly ever */
export function checkTimes(
  asked: { startsAt?: string; expiresAt: string; reviewAt?: string },
  now: number,
): ExceptionTimes {
  const startsAt = asked.startsAt && Date.parse(asked.startsAt);
  const reviewAt = asked.reviewAt && Date.parse(asked.reviewAt);
  const expiresAt = Date.parse(asked.expiresAt);
  const begins = Math.max(now, startsAt || now);
  if (!(expiresAt > begins)) {
    throw new InputError(
      "'expiresAt' is not after the exception begins. An exception that is over exempts nothing.",
    );
  }
  if (expiresAt - begins > LONGEST_DAYS * DAY_MS) {
    throw new InputError(
      `'expiresAt' is more than ${LONGEST_DAYS} days after the exception begins. Ask for less, and renew it.`,
    );
  }
  if (reviewAt && !(reviewAt > now && reviewAt <= expiresAt)) {
    throw new InputError(
      "'reviewAt' is not between now and the end of the exception.",
    );
  }
  return {
    expiresAt,
    ...(startsAt ? { startsAt } : {}),
    ...(reviewAt ? { reviewAt } : {}),
  };
}
