import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import type { DiscoveredResource } from '@fleetview/kube-watch';
import {
  failed,
  notApplicable,
  passed,
  someOf,
  unknown,
  type NotHad,
} from '../../verify';
import { demandOf } from '../manifests/demandOf';
import { recordOf } from '../manifests/json';
import { nameOf, type Manifest } from '../manifests/Manifest';
import {
  existingKey,
  takesOfQuotas,
  type PreflightPlan,
} from '../PreflightPlan';
import type { Quota, TargetSight } from '../read/TargetSight';

const CHECK = 'quota';

/** How much more of each resource a namespace would take, and of what that is not known. */
type Growth = { more: Map<string, number>; open: Map<string, string> };

/**
 * Whether quotas have room for what would be more than is there now. While an update goes on
 * there may be pods of both, which is not counted.
 */
export function judgeQuota(options: {
  plan: PreflightPlan;
  sight: Pick<TargetSight, 'quotas' | 'existing'> | NotHad;
  resourceOf: (manifest: Manifest) => DiscoveredResource | undefined;
  asOf: string;
}): FleetCheck {
  const { plan, sight, asOf } = options;
  if (!plan.hasObjects) {
    return unknown(
      CHECK,
      'not-asked',
      'Kinds alone do not say how much they take.',
      { advice: 'Hand in the manifests.' },
    );
  }
  if (plan.quotaNamespaces.length === 0) {
    return notApplicable(CHECK, 'Nothing in it is counted by quotas.');
  }
  if ('cause' in sight) {
    return unknown(
      CHECK,
      sight.cause,
      `Which quotas there are is not known: ${sight.reason}.`,
    );
  }
  const short: string[] = [];
  const open: string[] = [];
  const says: string[] = [];
  let cause: NotHad['cause'] = 'unstated';
  for (const namespace of plan.quotaNamespaces) {
    const quotas = sight.quotas.get(namespace);
    if (!quotas || !('value' in quotas)) {
      cause = quotas?.cause ?? 'not-asked';
      open.push(`${namespace} (${quotas?.reason ?? 'it was not asked'})`);
      continue;
    }
    if (quotas.value.length === 0) {
      says.push(`${namespace} has no quota`);
      continue;
    }
    const growth = growthOf(namespace, options, sight);
    for (const quota of quotas.value) {
      const verdict = judgeOne(quota, growth);
      const of = (words: string[]) =>
        words.map(word => `${namespace}/${quota.name}: ${word}`);
      short.push(...of(verdict.short));
      open.push(...of(verdict.open));
      says.push(...of(verdict.fits));
    }
  }
  const evidence = [...short, ...says].map(text => ({
    source: 'ResourceQuota',
    says: text,
    confirmedAt: asOf,
  }));
  if (short.length > 0) {
    return failed(
      CHECK,
      `There is no room: ${someOf(short)}.`,
      evidence,
      'Ask for a larger quota there, or for less.',
    );
  }
  if (open.length > 0) {
    return unknown(
      CHECK,
      cause,
      `Whether there is room is not known: ${someOf(open)}.`,
      { evidence },
    );
  }
  return passed(CHECK, 'Quotas have room for it.', evidence);
}

function judgeOne(
  quota: Quota,
  { more, open }: Growth,
): { short: string[]; open: string[]; fits: string[] } {
  const verdict = {
    short: [] as string[],
    open: [] as string[],
    fits: [] as string[],
  };
  for (const [resource, hard] of quota.hard) {
    const wanted = more.get(resource) ?? 0;
    const used = quota.used.get(resource);
    const why = open.get(resource);
    if (why !== undefined) {
      verdict.open.push(`${resource} (${why})`);
    } else if (used === undefined) {
      verdict.open.push(`${resource} (how much is used is not told)`);
    } else if (wanted <= 0 || fits(used + wanted, hard)) {
      verdict.fits.push(`${resource} ${used} of ${hard}, ${wanted} more`);
    } else if (quota.isScoped) {
      // It may count none of it.
      verdict.open.push(`${resource} (it counts only some of what is there)`);
    } else {
      verdict.short.push(
        `${resource} has ${used} of ${hard}, and ${wanted} more are wanted`,
      );
    }
  }
  return verdict;
}

/** Sums of fractions of cores are not exact. */
function fits(sum: number, hard: number): boolean {
  return sum <= hard * (1 + 1e-9);
}

function growthOf(
  namespace: string,
  { plan, resourceOf }: Parameters<typeof judgeQuota>[0],
  { existing }: Pick<TargetSight, 'existing'>,
): Growth {
  const growth: Growth = { more: new Map(), open: new Map() };
  const own = plan.manifests
    .filter(takesOfQuotas)
    .filter(manifest => plan.namespaceOf(manifest) === namespace);
  for (const manifest of own) {
    const there = existing.get(existingKey(manifest, namespace));
    const resource = resourceOf(manifest);
    const isKnown = manifest.name === undefined || (there && 'value' in there);
    const plural = resource?.plural ?? manifest.kind.toLowerCase();
    const before = there && 'value' in there ? there.value : undefined;
    const count = recordOf(before?.spec).replicas;
    const wanted = demandOf(
      manifest,
      manifest.object,
      plural,
      typeof count === 'number' ? count : undefined,
    );
    const now = before ? demandOf(manifest, before, plural) : undefined;
    for (const [key, why] of [...wanted.open, ...(now?.open ?? [])]) {
      growth.open.set(key, `${nameOf(manifest)}: ${why}`);
    }
    for (const [key, amount] of wanted.amounts) {
      const more = amount - (now?.amounts.get(key) ?? 0);
      if (!isKnown && more > 0) {
        growth.open.set(
          key,
          `${nameOf(manifest)}: whether it is there already is not known`,
        );
      }
      // Rooms that others leave are not counted on: nobody knows which is first.
      growth.more.set(key, (growth.more.get(key) ?? 0) + Math.max(0, more));
    }
  }
  return growth;
}
