/**
 * The first part of the key of everything that is read from Fleet.
 *
 * @public
 */
export const FLEET_QUERY_KEY = ['fleet'] as const;
