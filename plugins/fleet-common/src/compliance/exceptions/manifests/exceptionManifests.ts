import type { WaivedPolicy } from '../ExceptionScope';
import { gatekeeperManifest } from './gatekeeperManifest';
import { kyvernoManifest } from './kyvernoManifest';
import type {
  ExceptionManifest,
  ManifestEntry,
  ManifestRefusal,
} from './ManifestEntry';

/**
 * What has to be put on the clusters of an exception for their engines to apply it: to be
 * copied into the repository that configures them. What an engine cannot say as narrowly as
 * the ledger does it is not told at all, and why.
 *
 * @public
 */
export function exceptionManifests(entry: ManifestEntry): {
  manifests: ExceptionManifest[];
  refused: { policies: readonly string[]; because: ManifestRefusal }[];
} {
  const manifests: ExceptionManifest[] = [];
  const refused: { policies: string[]; because: ManifestRefusal }[] = [];
  const take = (
    policies: readonly WaivedPolicy[],
    made: ExceptionManifest | ManifestRefusal,
  ) => {
    if (typeof made === 'object') manifests.push(made);
    else {
      refused.push({
        policies: policies.map(({ name }) => name),
        because: made,
      });
    }
  };
  const { policies } = entry.scope;
  if (entry.kind !== 'policy' || policies.length === 0) {
    return { manifests, refused: [{ policies: [], because: 'no-policy' }] };
  }
  for (const own of kyvernoFamilies(policies)) {
    take(own, kyvernoManifest(entry, own));
  }
  for (const policy of policies) {
    if (policy.engine === 'gatekeeper') {
      take([policy], gatekeeperManifest(entry, policy));
    } else if (policy.engine !== 'kyverno') take([policy], 'engine-unknown');
  }
  return { manifests, refused };
}

/** Policies in patterns, and those in expressions: one object names only either. */
function kyvernoFamilies(policies: readonly WaivedPolicy[]): WaivedPolicy[][] {
  const own = policies.filter(({ engine }) => engine === 'kyverno');
  const isPattern = ({ kind }: WaivedPolicy) =>
    kind === undefined || kind === 'ClusterPolicy' || kind === 'Policy';
  return [own.filter(isPattern), own.filter(each => !isPattern(each))].filter(
    family => family.length > 0,
  );
}
