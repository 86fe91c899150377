import {
  boundedName,
  boundedText,
  type Enforcement,
  type NamespaceFact,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';

type PodSecurity = NonNullable<NamespaceFact['podSecurity']>;

/** What each mode does about a Pod that breaks its level, the strongest first. */
const EFFECTS = [
  ['enforce', 'deny'],
  ['warn', 'warn'],
  ['audit', 'audit'],
] as const;

type Mode = { name: string; level: string; enforcement: Enforcement };

function modesOf(podSecurity: PodSecurity): Mode[] {
  return EFFECTS.flatMap(([name, effect]) => {
    const mode = podSecurity[name];
    if (!mode) return [];
    return {
      name,
      level: boundedName(
        mode.version ? `${mode.level} (${mode.version})` : mode.level,
      ),
      // That level allows everything.
      enforcement: mode.level === 'privileged' ? ('none' as const) : effect,
    };
  });
}

/**
 * What a namespace asks of Pods, as a policy. Whether admission heeds it, its labels do
 * not say.
 */
export function readPodSecurityPolicy(
  podSecurity: PodSecurity,
): Omit<PolicyFact, keyof NamespaceFact | 'kind'> {
  const modes = modesOf(podSecurity);
  const isMistaken = modes.some(({ level }) => level.startsWith('unknown'));
  const [strongest] = modes.filter(({ enforcement }) => enforcement !== 'none');
  return {
    engine: 'kubernetes',
    health: isMistaken ? 'degraded' : 'unknown',
    message: isMistaken
      ? 'a label asks for a level that there is not: admission takes it for the strictest'
      : 'labels do not say whether Pod Security admission is on',
    title: boundedText(
      `Pod Security: ${modes
        .map(({ name, level }) => `${name} ${level}`)
        .join(', ')}`,
    ),
    enforcement: strongest?.enforcement ?? 'none',
    categories: ['Pod Security Standards'],
    standards: [],
    controls: [],
    rules: modes.map(({ name, level, enforcement }) => ({
      name,
      action: level,
      enforcement,
    })),
    rulesTotal: modes.length,
    // It is asked when something comes, and reports nothing of what is there.
    background: false,
    kinds: ['Pod'],
    excludedNamespaces: [],
    references: [],
  };
}
