import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';

/** What breaks a line, hides or turns text, or is half a character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu;
/** What makes links, mentions or markup of text, in mail, in chats or on pages. */
const MARKUP = /[<>[\]`*|\\&]+/g;

/**
 * Text of a cluster or of the catalog as a notification takes it: one line, that is no
 * markup, no link and holds no credentials. Notifications go on to mail and chats.
 *
 * @param longest - in characters; a cut is marked by an ellipsis
 */
export function cleanText(text: string, longest = 80): string {
  // Cut first: the input may be long.
  const safe = withoutCredentials(text.slice(0, 1_000).replace(UNSEEN, ' '))
    .replace(MARKUP, ' ')
    .replace(/:\/\//g, ': ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...safe];
  return characters.length > longest
    ? `${characters.slice(0, longest - 1).join('')}…`
    : safe;
}
