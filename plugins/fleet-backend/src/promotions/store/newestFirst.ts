/**
 * Puts promotions in order, the newest first, as text of one length: pages go up. An index of
 * the table has the same words.
 */
export const NEWEST_FIRST = 'cast(9999999999999 - began_at as text)';
