import { hasHiddenCharacters, MAX_ADDRESS_LENGTH } from './characters';
import { withoutCredentials } from './withoutCredentials';

/** What repositories, registries, buckets and API servers are reached over. */
const SCHEMES = new Set([
  'http',
  'https',
  'ssh',
  'git',
  'git+ssh',
  'git+https',
  'oci',
  's3',
  'gs',
]);

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const WEB_USER = /^((?:git\+)?https?:\/\/)[^/?#]*@/i;
const USER_AND_PASSWORD = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#:@]*):[^/?#]*@/i;
/** `git@host:path`, as Git takes it; `host.name:path`; `registry:5000/path`. */
const HOST_AND_PATH =
  /^(?:[\w.-]+@[\w.-]+:|[\w-]+(?:\.[\w-]+)+:|[\w-]+:\d{1,5}(?:\/[\w./-]*)?$)/;
/** Not even as text that looks like a host: browsers run these. */
const NEVER =
  /^(?:javascript|vbscript|data|blob|file|about|view-source|mailto):/i;

/**
 * A repository address or the address of a server, as a cluster states it, without
 * credentials: of HTTP addresses all user information goes, as tokens stand
 * there alone; of others the password; and of all the values of parameters that
 * are secrets by their name.
 *
 * `undefined` where it has a scheme that neither Git, nor charts, registries,
 * buckets or API servers are reached over (`javascript:` among them), is longer
 * than 2,048 characters, or holds spaces, control or hiding characters: a cut or
 * mended address would be another one. It is a name to compare and to show, not
 * yet a link: for that see {@link safeUrl}.
 *
 * @public
 */
export function addressOf(value: string | undefined): string | undefined {
  if (!value || value.length > MAX_ADDRESS_LENGTH) return undefined;
  if (hasHiddenCharacters(value) || NEVER.test(value)) return undefined;
  if (/^[/\\]{2}/.test(value)) return undefined;
  const scheme = SCHEME.exec(value)?.[1].toLowerCase();
  const bare = value.replace(WEB_USER, '$1').replace(USER_AND_PASSWORD, '$1@');
  if (scheme === undefined) {
    const mayBeScheme = /^[^/?#]*:/.test(bare);
    if (mayBeScheme && !HOST_AND_PATH.test(bare)) return undefined;
  } else if (!SCHEMES.has(scheme)) return undefined;
  return withoutCredentials(bare);
}
