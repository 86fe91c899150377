import {
  type Compliance,
  type Fact,
  type PolicyFact,
  rollUpCompliance,
} from '@fleetview/backstage-plugin-fleet-common';
import { findWatch, mapObject } from '@fleetview/backstage-plugin-fleet-node';
import {
  deepFreeze,
  readApiVersion,
} from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import { complianceOf } from './__testUtils__/policyCompliance';
import {
  readUpstreamSamples,
  type UpstreamObject,
} from './__testUtils__/upstreamSamples';
import { ocmPolicyAdapter } from './ocm-policy';

/*
 * Argo CD says of its samples in their names whether policies are kept; the policy
 * propagator says in its own tests how it rolls clusters up.
 */

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('what is said of the policies of OCM');

const samples = corpus ? readUpstreamSamples(corpus, 'ocm-policy') : [];

function factsOf({ object }: UpstreamObject): Fact[] {
  const { group, version } = readApiVersion(object.apiVersion)!;
  const watch = findWatch(ocmPolicyAdapter, { group, kind: `${object.kind}` });
  if (!watch) throw new Error(`nothing reads ${object.kind}`);
  const mapped = mapObject(
    watch,
    version,
    deepFreeze({
      ...object,
      metadata: {
        namespace: 'sample',
        uid: 'sample',
        ...Object(object.metadata),
      },
    }),
  );
  if ('skipped' in mapped) throw new Error(mapped.detail);
  return mapped.facts;
}

const WORDS: Record<string, readonly (Compliance | undefined)[]> = {
  healthy: ['compliant'],
  degraded: ['non-compliant'],
  progressing: ['unknown', undefined],
};

/** Where we differ on purpose, each with the reason. */
const DIFFERENCES: Record<string, string> = {
  'Policy/testdata/healthy_with_placement_empty_compliant.yaml':
    'It is placed on no cluster: the worst of nothing is unknown.',
  'Policy/testdata/disabled_root.yaml':
    'Argo CD calls it healthy; a disabled policy is suspended, not kept.',
};

const FOLDER = 'ocm-policy/samples/argocd/';

(corpus ? describe : describe.skip)("Argo CD's verdicts on policies", () => {
  const judged = samples
    .filter(({ file }) => file.startsWith(FOLDER))
    .map(sample => ({
      name: sample.file.slice(FOLDER.length),
      facts: factsOf(sample),
    }));

  it('are all compared', () => {
    expect(judged).toHaveLength(23);
  });

  it('say what we say, but for the named differences', () => {
    const differing = judged.filter(({ name, facts }) => {
      const [, word] = /\/([a-z]+)_?[^/]*\.yaml$/.exec(name) ?? [];
      return !WORDS[word]?.includes(complianceOf(facts));
    });
    expect(differing.map(({ name }) => name).sort()).toEqual(
      Object.keys(DIFFERENCES).sort(),
    );
  });

  it('are not of health: what is not kept works', () => {
    const degraded = judged.filter(({ name }) => name.includes('/degraded'));
    const healths = degraded
      .flatMap(({ facts }) => facts)
      .filter((fact): fact is PolicyFact => fact.type === 'policy')
      .map(({ health }) => health);
    expect(healths.length).toBeGreaterThanOrEqual(4);
    expect(new Set(healths)).toEqual(new Set(['healthy']));
  });
});

const COMPLIANCES: Record<string, Compliance> = {
  Compliant: 'compliant',
  NonCompliant: 'non-compliant',
  Pending: 'pending',
};

(corpus ? describe : describe.skip)("the propagator's roll-up", () => {
  const roots = samples
    .filter(
      ({ file, object }) =>
        file.includes('/propagator/case2_aggregation/') &&
        object.kind === 'Policy',
    )
    .map(sample => {
      const { compliant } = Object(sample.object.status);
      const [fact] = factsOf(sample) as PolicyFact[];
      const clusters = fact.clusters?.map(({ compliance }) => compliance) ?? [];
      return {
        id: sample.id,
        stated: `${compliant ?? ''}`.trim(),
        clusters,
      };
    });

  it('has cases with clusters and without', () => {
    expect(roots).toHaveLength(13);
    expect(roots.filter(({ clusters }) => clusters.length > 0)).toHaveLength(11);
    expect(roots.filter(({ stated }) => stated)).toHaveLength(5);
  });

  it('is ours, where it says something', () => {
    const said = roots.filter(({ stated }) => stated);
    expect(
      said.map(({ id, clusters }) => [id, rollUpCompliance(clusters)]),
    ).toEqual(said.map(({ id, stated }) => [id, COMPLIANCES[stated]]));
  });

  it('says nothing where clusters are unknown or there are none', () => {
    const silent = roots.filter(({ stated }) => !stated);
    expect(silent).toHaveLength(8);
    for (const { clusters } of silent) {
      expect([undefined, 'unknown']).toContain(rollUpCompliance(clusters));
    }
  });
});
