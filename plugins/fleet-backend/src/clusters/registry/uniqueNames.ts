import { isOperatorNamed, type MemberRecord } from './members';
import type { StoredIdentity } from './readRegistry';

/**
 * Gives each cluster a name that no other has, and keeps it as far as that can
 * be: what the operator chose comes before what anybody else did, so that nobody
 * takes a name over by giving it to a cluster of his own; of two that are alike
 * in that the elder has it; one that has left comes last. Who gets none of its
 * names is called by one with its source.
 */
export function uniqueNames(options: {
  members: Iterable<MemberRecord>;
  identities: Iterable<
    [string, Pick<StoredIdentity, 'left' | 'createdAt' | 'name'>]
  >;
}): Map<string, string> {
  const records = new Map<string, MemberRecord[]>();
  for (const member of options.members) {
    const known = records.get(member.clusterId);
    if (known) known.push(member);
    else records.set(member.clusterId, [member]);
  }
  const clusters = [...options.identities]
    .map(([id, identity]) => ({
      id,
      ...identity,
      records: [...(records.get(id) ?? [])].sort(
        (a, b) => Number(b.present) - Number(a.present),
      ),
    }))
    .sort(
      (a, b) =>
        Number(a.left) - Number(b.left) ||
        a.createdAt - b.createdAt ||
        (a.id < b.id ? -1 : 1),
    );
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const give = (
    candidatesOf: (cluster: (typeof clusters)[number]) => string[],
  ) => {
    for (const cluster of clusters) {
      if (names.has(cluster.id)) continue;
      const name = candidatesOf(cluster).find(each => !taken.has(each));
      if (name === undefined) continue;
      taken.add(name);
      names.set(cluster.id, name);
    }
  };
  give(each => each.records.filter(isOperatorNamed).map(({ name }) => name));
  give(each => each.records.map(({ name }) => name));
  give(each => each.records.map(({ source, name }) => `${source}/${name}`));
  give(each => [`${each.name} (${each.id})`, each.id]);
  return names;
}
