import type { WaivedPolicy } from '../ExceptionScope';
import type {
  ExceptionManifest,
  ManifestEntry,
  ManifestRefusal,
} from './ManifestEntry';
import { yamlOf } from './yamlOf';

/**
 * Gatekeeper knows no exceptions with an end: a constraint leaves namespaces out
 * (`spec.match.excludedNamespaces`,
 * https://open-policy-agent.github.io/gatekeeper/website/docs/howto/#the-match-field). So it
 * is lines of that constraint, which somebody has to take out again.
 */
export function gatekeeperManifest(
  { scope }: ManifestEntry,
  policy: WaivedPolicy,
): ExceptionManifest | ManifestRefusal {
  if (policy.name === '*') return 'every-policy';
  if (!policy.kind) return 'kind-unknown';
  if (policy.rules.length > 0) return 'rules';
  if (scope.entities.length > 0) return 'names-entities';
  if (scope.resource !== undefined || scope.namespaces.length === 0) {
    return 'namespaces-alone';
  }
  return {
    engine: 'gatekeeper',
    policies: [policy.name],
    form: 'lines',
    file: `${policy.kind}/${policy.name}`,
    endsByItself: false,
    yaml: yamlOf({
      apiVersion: 'constraints.gatekeeper.sh/v1beta1',
      kind: policy.kind,
      metadata: { name: policy.name },
      spec: { match: { excludedNamespaces: [...scope.namespaces] } },
    }),
  };
}
