import { createHash } from 'node:crypto';

/** As long as a name in the catalog may be. */
const LONGEST = 63;

/** More of a name than this is not looked at: whoever writes a hub's objects writes it. */
const READ = 500;

/**
 * Names that an entity of a cluster may get, the best first: what the cluster is
 * called as far as the catalog takes it, then the same with something of its id,
 * which no other has.
 */
export function entityNameCandidates(
  clusterId: string,
  clusterName: string,
): string[] {
  const base = slugOf(clusterName) || 'cluster';
  const hash = createHash('sha256').update(clusterId).digest('hex');
  return [
    base,
    ...[6, 12, 40].map(length => {
      const suffix = hash.slice(0, length);
      return `${trimmed(base.slice(0, LONGEST - 1 - length))}-${suffix}`;
    }),
  ];
}

/** Lower case: the catalog tells no names apart by it. */
function slugOf(text: string): string {
  const plain = text
    .slice(0, READ)
    .normalize('NFKD')
    .toLocaleLowerCase('en')
    .replace(/[^a-z0-9_.]+/g, '-');
  return trimmed(trimmed(plain).slice(0, LONGEST));
}

function trimmed(text: string): string {
  return text.replace(/^[-_.]+/, '').replace(/[-_.]+$/, '');
}
