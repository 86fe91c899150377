import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';

/** A Git server that no integration of Backstage is of, as the operator names it. */
export type GitRemote = {
  /** One repository, or all below an address that ends in a slash. */
  url: URL;
  username?: string;
  password?: string;
};

const KEY = 'fleet.scaffolder.gitRemotes';
/** What servers may read as another path than it looks like. */
const ENCODED = /%(?:2e|2f|5c|25|00)|\\|\/\.{1,2}(?:\/|$)/i;

/**
 * The remotes that templates may read from and push to: `fleet.scaffolder.gitRemotes`; none where
 * none are named.
 *
 * @throws InputError that names what is wrong with one
 */
export function readGitRemotes(config: RootConfigService): GitRemote[] {
  return (config.getOptionalConfigArray(KEY) ?? []).map((each, index) => {
    const text = each.getString('url');
    const url = urlOf(text);
    if (!url) {
      throw new InputError(
        `'${KEY}[${index}].url' is no address of a Git repository over HTTPS or HTTP, without credentials. Write these as 'username' and 'password' beside it.`,
      );
    }
    const username = each.getOptionalString('username');
    const password = each.getOptionalString('password');
    return {
      url,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    };
  });
}

/**
 * The remote that an address is of, and the address as it is asked for.
 *
 * @throws InputError, NotAllowedError
 */
export function remoteOf(
  remotes: readonly GitRemote[],
  remoteUrl: string,
): { url: string; remote: GitRemote } {
  const url = urlOf(remoteUrl);
  if (!url) {
    throw new InputError(
      "'remoteUrl' is no address of a Git repository over HTTPS or HTTP, without credentials, such as 'https://git.example/platform/config.git'.",
    );
  }
  const remote = remotes.find(
    ({ url: own }) =>
      own.origin === url.origin &&
      (own.pathname.endsWith('/')
        ? url.pathname.startsWith(own.pathname) &&
          url.pathname.length > own.pathname.length
        : own.pathname === url.pathname),
  );
  if (!remote) {
    throw new NotAllowedError(
      `'${url.href}' is none of the Git remotes that the portal's operator allows. They are named in '${KEY}'.`,
    );
  }
  return { url: url.href, remote };
}

function urlOf(text: string): URL | undefined {
  if (ENCODED.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain =
    ['https:', 'http:'].includes(url.protocol) &&
    !url.username &&
    !url.password &&
    !url.search &&
    !url.hash;
  return isPlain ? url : undefined;
}
