/**
 * Until when minor versions of Kubernetes get fixes, by https://kubernetes.io/releases/. What is
 * older than these has ended; what is newer is not known here.
 */
export const SUPPORTED_UNTIL: ReadonlyMap<number, string> = new Map([
  [32, '2026-02-28'],
  [33, '2026-06-28'],
  [34, '2026-10-27'],
  [35, '2027-02-28'],
  [36, '2027-06-28'],
  [37, '2027-10-28'],
]);

const VERSION = /^v?1\.(\d{1,3})(?:\D|$)/;

/** The minor version of Kubernetes 1; nothing for what is no such version. */
export function minorOf(version: string): number | undefined {
  const [, minor] = VERSION.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}
