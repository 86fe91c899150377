import { Fault } from './faultSchema';

type Form = Extract<Fault, { fault: 'revisions' }>['form'];

/** Greater than any revision of a simulation. */
const TOP = 1_000_000_000_000;

function encode(revision: number, form: Form): string {
  return form === 'backwards'
    ? String(TOP - revision)
    : `rev-${revision.toString(36)}-x`;
}

/** All resource versions of an answer in another form. */
export function encodeRevisions(text: string, form: Form): string {
  return text.replace(
    /"resourceVersion":"(\d+)"/g,
    (_match, digits: string) =>
      `"resourceVersion":"${encode(Number(digits), form)}"`,
  );
}

/** What a client sends back, as the server knows it; anything else is left as it is. */
export function decodeRevision(text: string, form: Form): string {
  if (form === 'words') {
    const match = /^rev-([0-9a-z]+)-x$/.exec(text);
    return match ? String(parseInt(match[1], 36)) : text;
  }
  // What was said before this began counts as it did.
  const value = Number(text);
  return value > TOP / 2 ? String(TOP - value) : text;
}
