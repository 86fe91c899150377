import type {
  FindingFact,
  PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import {
  deepFreeze,
  readApiVersion,
} from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import {
  readUpstreamSamples,
  type UpstreamObject,
} from './__testUtils__/upstreamSamples';
import { kyvernoAdapter } from './kyverno';
import { policyReportsAdapter } from './policy-reports';

/*
 * Kyverno's own end-to-end tests say which reports and which status have to come of
 * their policies. What is mapped of these has to say the same.
 */

type ReportedResult = {
  result?: string;
  source?: string;
  properties?: { exceptions?: string };
};

type Counts = Record<string, number>;

const WORDS = ['pass', 'fail', 'warn', 'error', 'skip'];

/** Reports that state a result of which they leave the word out. */
const WITHOUT_A_WORD = [
  'kyverno/samples/chainsaw/image-validating-policies/report/with-exception/skipped-report-assert.yaml',
];

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus("what Kyverno's own tests assert");

const asserted = (corpus ? readUpstreamSamples(corpus, 'kyverno') : []).filter(
  ({ file }) =>
    file.includes('/chainsaw/') &&
    // What must not come is in files of another name.
    /assert[^/]*\.yaml$|\/reports?\.yaml$|\/check-autogen\.yaml$/.test(file),
);

function mapSample({ object }: UpstreamObject) {
  const { group, version } = readApiVersion(object.apiVersion)!;
  const watch = [
    ...policyReportsAdapter.watches,
    ...kyvernoAdapter.watches,
  ].find(each => each.group === group && each.kind === object.kind);
  if (!watch) return undefined;
  const mapped = mapObject(
    watch,
    version,
    deepFreeze({
      ...object,
      // Assertions leave out what differs from run to run.
      metadata: { name: 'asserted', uid: 'asserted', ...Object(object.metadata) },
    }),
  );
  if ('skipped' in mapped) throw new Error(`${object.kind}: ${mapped.detail}`);
  return mapped.facts;
}

function countsOf(words: readonly (string | undefined)[]): Counts {
  return Object.fromEntries(
    WORDS.map(word => [word, words.filter(each => each === word).length]),
  );
}

/** What a result is here: by an exception, it is exempt. */
function expected({ result, properties }: ReportedResult): string {
  if (result === undefined) return 'unknown';
  return properties?.exceptions && (result === 'skip' || result === 'pass')
    ? 'exempt'
    : result;
}

const reports = asserted
  .filter(({ object }) => /^(Cluster)?(Policy)?Report$/.test(`${object.kind}`))
  .map(sample => ({
    ...sample,
    results: Array.isArray(sample.object.results)
      ? (sample.object.results as ReportedResult[])
      : undefined,
    summary: sample.object.summary as Counts | undefined,
    findings: (mapSample(sample) ?? []) as FindingFact[],
  }));

const listed = reports.flatMap(({ results, ...report }) =>
  results ? [{ ...report, results }] : [],
);

(corpus ? describe : describe.skip)('reports that Kyverno asserts', () => {
  it('are all read', () => {
    expect(reports.length).toBeGreaterThanOrEqual(44);
    expect(listed.length).toBeGreaterThanOrEqual(39);
  });

  it('are findings with the same results, one for each', () => {
    expect(
      listed.map(({ id, findings }) => [id, findings.map(each => each.result)]),
    ).toEqual(listed.map(({ id, results }) => [id, results.map(expected)]));
  });

  it('are counted as their summaries count them', () => {
    const agreeing = listed.filter(
      ({ results, summary }) =>
        summary &&
        JSON.stringify(countsOf(results.map(({ result }) => result))) ===
          JSON.stringify(countsOf(WORDS.flatMap(word => Array(summary[word]).fill(word)))),
    );
    const counted = listed.filter(({ summary }) => summary);
    // The others: those that leave a word out, and nothing else.
    expect(
      counted.filter(each => !agreeing.includes(each)).map(({ id }) => id),
    ).toEqual(WITHOUT_A_WORD);
    expect(agreeing.length).toBeGreaterThanOrEqual(34);
    for (const { findings, results, summary } of agreeing) {
      const words = findings.map(({ result }, index) =>
        result === 'exempt' ? results[index].result : result,
      );
      expect(countsOf(words)).toEqual(summary);
    }
  });

  it('name the exception by which something is exempt', () => {
    const exempt = listed.flatMap(({ findings }) =>
      findings.filter(({ result }) => result === 'exempt'),
    );
    expect(exempt.length).toBeGreaterThanOrEqual(6);
    expect(exempt.filter(({ exceptions }) => exceptions.length === 0)).toEqual(
      [],
    );
  });

  it('are of Kyverno, or of the policies of Kubernetes that it looks at', () => {
    const engines = listed.flatMap(({ results, findings }) =>
      findings
        // Some assertions leave out who found it.
        .filter((_, index) => results[index].source)
        .map(({ engine }) => engine),
    );
    expect([...new Set(engines)].sort()).toEqual([
      'kyverno',
      'mutatingadmissionpolicy',
      'validatingadmissionpolicy',
    ]);
  });

  it('are about what their scope names', () => {
    for (const { object, findings } of listed) {
      const { kind, name } = Object(object.scope);
      if (!kind) continue;
      for (const { resource } of findings) {
        expect(resource).toMatchObject({ kind, name });
      }
    }
  });

  it('are no finding where they assert a summary only', () => {
    const others = reports.filter(({ results }) => !results);
    expect(others.length).toBeGreaterThanOrEqual(5);
    expect(others.filter(({ findings }) => findings.length > 0)).toEqual([]);
  });
});

/** Conditions that are asserted by their type are written as a filter of all. */
function withConditions(status: Record<string, unknown>) {
  const stated = Object(status.conditionStatus) as Record<string, unknown>;
  const filtered = Object.entries(stated)
    .filter(([key]) => key.startsWith('(conditions'))
    .flatMap(([, value]) => value as unknown[]);
  return {
    ...status,
    ...(status.conditionStatus
      ? {
          conditionStatus: {
            ...stated,
            conditions: [...((stated.conditions as unknown[]) ?? []), ...filtered],
          },
        }
      : {}),
  };
}

(corpus ? describe : describe.skip)('policies whose status Kyverno asserts', () => {
  const policies = asserted
    .filter(({ object }) => `${object.kind}`.endsWith('Policy') && object.status)
    .map(sample => {
      const status = withConditions(Object(sample.object.status));
      const [fact] = mapSample({
        ...sample,
        object: { ...sample.object, status },
      }) as PolicyFact[];
      const stated = Object(status).conditionStatus as
        | { ready?: boolean; conditions: { status: string }[] }
        | undefined;
      return { id: sample.id, health: fact.health, stated };
    });

  it('are healthy where it is ready, and degraded where it is not', () => {
    const judged = policies.filter(({ stated }) => stated);
    expect(judged.length).toBeGreaterThanOrEqual(5);
    const verdicts = judged.map(({ id, stated }) => {
      const isFailed = stated?.conditions.some(each => each.status === 'False');
      return { id, health: isFailed ? 'degraded' : 'healthy' };
    });
    expect(verdicts.map(({ health }) => health)).toContain('degraded');
    expect(judged.map(({ id, health }) => ({ id, health }))).toEqual(verdicts);
  });

  it('are unknown where it is not said', () => {
    const silent = policies.filter(({ stated }) => !stated);
    expect(silent.length).toBeGreaterThanOrEqual(2);
    expect(silent.map(({ health }) => health)).toEqual(
      silent.map(() => 'unknown'),
    );
  });
});
