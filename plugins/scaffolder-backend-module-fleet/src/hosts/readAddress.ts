import { InputError } from '@backstage/errors';

/** Where a repository is: its host, and its path there without `.git`. */
export type RepositoryAddress = {
  /** With its port, where that is of HTTPS. */
  host: string;
  path: string;
  /** As it was told, without credentials; of SSH the usual one over HTTPS. */
  url: string;
};

/** What servers may read as another path than it looks like, and what is no part of a path. */
const ODD = /[\s\\?#<>"'`{}|^]|%|\/\/|\p{C}/u;
const STEP = /^(?!\.{1,2}$)[\w.~+-]+(?: [\w.~+-]+)*$/;
const SCP =
  /^(?:[\w.-]+@)?([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?):(?!\/\/)(.+)$/;

/**
 * Reads the address of a repository as deliveries have it: `https://`, `ssh://` and `git@host:path`.
 * Credentials in it are left out. It is what others wrote, and nothing but a host and a path is
 * taken from it.
 *
 * @throws InputError where it is none
 */
export function readAddress(text: string): RepositoryAddress {
  const refuse = () =>
    new InputError(
      `${JSON.stringify(
        text.replace(/\/\/[^@/]*@/, '//…@').slice(0, 200),
      )} is no address of a repository that can be changed here. Addresses are as in 'https://git.example/platform/config.git', 'ssh://git@git.example/platform/config.git' and 'git@git.example:platform/config.git'.`,
    );
  const scp = text.includes('://') ? undefined : SCP.exec(text);
  if (!scp && !URL.canParse(text)) throw refuse();
  const url = new URL(scp ? `ssh://${scp[1]}/${scp[2]}` : text);
  const isWeb = ['https:', 'http:'].includes(url.protocol);
  const isShell = ['ssh:', 'git+ssh:'].includes(url.protocol);
  if (!isWeb && !isShell) throw refuse();
  const given = scp ? scp[2] : text.split('://')[1].replace(/^[^/]*/, '');
  const whole = given.replace(/^\/+|\/+$/g, '');
  const own = whole.replace(/\.git$/, '');
  const isPlain =
    own !== '' &&
    !ODD.test(own) &&
    own.split('/').every(each => STEP.test(each));
  if (!isPlain || url.search || url.hash || !url.hostname) throw refuse();
  const host = isWeb ? url.host : url.hostname.toLocaleLowerCase('en-US');
  return {
    host,
    path: own,
    url: isWeb
      ? `${url.protocol}//${host}/${whole}`
      : `https://${host}/${own}.git`,
  };
}
