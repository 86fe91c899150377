import type { PlannedItem } from '@fleetview/backstage-plugin-fleet-common';
import { USUAL_CHANGE, type ChangeRule } from '../../config/promotionSchema';
import type {
  GitChange,
  GitProblem,
  GitSource,
  SeenInstance,
  StageFleet,
} from '../types';
import { isPlainPath } from './isPlainPath';

/**
 * The files that a plan changes in Git: one for each path that deliveries of the target take
 * what they bring from. What cannot be told of a cluster is a problem, and so is a path that
 * clusters outside of the wave take theirs from: they would go along.
 */
export function gitChangesOf(options: {
  entityRef: string;
  items: readonly PlannedItem[];
  seen: readonly SeenInstance[];
  rules: readonly ChangeRule[];
  stageFleet: StageFleet;
}): { changes: GitChange[]; problems: GitProblem[] } {
  const { entityRef, items, seen, rules, stageFleet } = options;
  const rule = ruleOf(rules, entityRef);
  const changes = new Map<string, GitChange & { clusters: string[] }>();
  const problems: GitProblem[] = [];
  const nameOf = (cluster: string) =>
    String(stageFleet.byId.get(cluster)?.name ?? cluster);
  for (const { cluster, wave, mayMove, namespace } of items) {
    if (!mayMove) continue;
    const own = seen.filter(
      ({ running }) =>
        running.cluster === cluster &&
        (namespace === undefined || running.namespace === namespace),
    );
    const sources = own.flatMap(each => each.sources);
    const [source, ...others] = sources;
    if (!source || others.some(other => !isSamePlace(other, source))) {
      problems.push({
        cluster,
        because: 'no-path',
        text: source
          ? 'several paths in Git bring it, and nobody can tell which names its images'
          : 'no delivery that is seen takes it from a path in Git',
      });
      continue;
    }
    const file = fileOf(rule, source, {
      stage: stageOf(wave),
      cluster: nameOf(cluster),
    });
    if (!isPlainPath(file)) {
      problems.push({
        cluster,
        because: 'no-path',
        text: 'what brings it names a path that leaves its repository, or that could be written in another way',
      });
      continue;
    }
    const key = JSON.stringify([wave, source.repository, file]);
    const known = changes.get(key);
    if (known) {
      if (!known.clusters.includes(cluster)) known.clusters.push(cluster);
      continue;
    }
    changes.set(key, {
      wave,
      ...(source.repository ? { repository: source.repository } : {}),
      ...(source.branch ? { branch: source.branch } : {}),
      path: file,
      edit: rule.edit,
      ...(rule.valuesKey ? { valuesKey: rule.valuesKey } : {}),
      clusters: [cluster],
    });
  }
  for (const change of changes.values()) {
    problems.push(...sharedBy(change, { seen, rule, nameOf }));
  }
  return { changes: [...changes.values()], problems };
}

function ruleOf(rules: readonly ChangeRule[], entityRef: string): ChangeRule {
  return (
    rules.find(
      ({ components }) => !components || components.includes(entityRef),
    ) ?? USUAL_CHANGE
  );
}

/** Keys of waves begin with the name of their stage. */
function stageOf(wave: string): string {
  return wave.split('/')[0];
}

function fileOf(
  { file }: ChangeRule,
  { path }: GitSource,
  names: { stage: string; cluster: string },
): string {
  const own = file
    // As functions: a name may hold what stands for something in a replacement.
    .replaceAll('{stage}', () => names.stage)
    .replaceAll('{cluster}', () => names.cluster);
  return [...path.split('/'), ...own.split('/')]
    .filter(step => step !== '' && step !== '.')
    .join('/');
}

function isSamePlace(left: GitSource, right: GitSource): boolean {
  return left.repository === right.repository && left.path === right.path;
}

/** Clusters beside those of a change that take the same file. */
function sharedBy(
  change: GitChange,
  options: {
    seen: readonly SeenInstance[];
    rule: ChangeRule;
    nameOf: (cluster: string) => string;
  },
): GitProblem[] {
  const { seen, rule, nameOf } = options;
  const others = seen.filter(({ running, sources }) => {
    const { cluster } = running;
    if (change.clusters.includes(cluster)) return false;
    const names = { stage: stageOf(change.wave), cluster: nameOf(cluster) };
    return sources.some(
      source =>
        source.repository === change.repository &&
        fileOf(rule, source, names) === change.path,
    );
  });
  if (others.length === 0) return [];
  const named = others.map(({ running }) => nameOf(running.cluster)).sort();
  return change.clusters.map(cluster => ({
    cluster,
    because: 'shared-path' as const,
    text: `${change.path} is also what ${named.slice(0, 3).join(', ')}${
      named.length > 3 ? ` and ${named.length - 3} more` : ''
    } ${named.length > 1 ? 'take' : 'takes'} it from: ${
      named.length > 1 ? 'they' : 'it'
    } would go along`,
  }));
}
