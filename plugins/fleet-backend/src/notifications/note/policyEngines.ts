import type {
  FleetAdapter,
  AdapterWatch,
} from '@fleetview/backstage-plugin-fleet-node';

/** A system that evaluates policies or tells what others found, and the groups of its kinds. */
export type PolicyEngine = {
  adapter: string;
  title: string;
  groups: readonly string[];
};

/** Kinds of Kubernetes itself are there for ever, whatever runs. */
function isOfSystem({ group, facts, extension }: AdapterWatch): boolean {
  return (
    extension === undefined &&
    group.includes('.') &&
    !group.endsWith('.k8s.io') &&
    facts.some(type => type === 'policy' || type === 'finding')
  );
}

/** The policy engines among adapters: those with kinds of their own that say what is kept. */
export function policyEngines(
  adapters: readonly FleetAdapter[],
): PolicyEngine[] {
  return adapters.flatMap(({ id, title, watches }) => {
    const groups = new Set(watches.filter(isOfSystem).map(each => each.group));
    return groups.size > 0 ? [{ adapter: id, title, groups: [...groups] }] : [];
  });
}
