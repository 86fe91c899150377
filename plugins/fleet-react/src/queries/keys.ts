/**
 * The first part of the key of everything that is read from Fleet.
 *
 * @public
 */
export const FLEET_QUERY_KEY = ['fleet'] as const;

/**
 * The same of what is read of a time in the past: what happens now changes nothing of it,
 * so that it is not read again.
 *
 * @public
 */
export const FLEET_PAST_QUERY_KEY = ['fleet-past'] as const;

/**
 * The same of what changes once a day: it is read again after some minutes, and not with
 * everything that happens.
 *
 * @public
 */
export const FLEET_DAILY_QUERY_KEY = ['fleet-daily'] as const;
