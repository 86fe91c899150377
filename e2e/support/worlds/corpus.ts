import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findCorpus } from '../../../plugins/fleet-backend-module-adapters/src/__testUtils__/corpus';
import {
  JUDGEMENTS,
  NO_VERDICT,
} from '../../../plugins/fleet-backend-module-adapters/src/__testUtils__/judgements';
import {
  readUpstreamSamples,
  readUpstreamVerdicts,
} from '../../../plugins/fleet-backend-module-adapters/src/__testUtils__/upstreamSamples';
import type { PortalRecipe } from '../Portal';

/** The kinds whose verdicts stand on the pages, by the list that holds them. */
const KINDS: Record<string, 'workloads' | 'deliveries'> = {
  'apps/Deployment': 'workloads',
  'apps/StatefulSet': 'workloads',
  'apps/DaemonSet': 'workloads',
  'argoproj.io/Application': 'deliveries',
  'kustomize.toolkit.fluxcd.io/Kustomization': 'deliveries',
  'helm.toolkit.fluxcd.io/HelmRelease': 'deliveries',
};

/** The name under which the cluster of upstream's samples is known. */
export const CORPUS_CLUSTER = 'upstream';

/** A sample as it is served. */
type ServedSample = {
  id: string;
  list: 'workloads' | 'deliveries';
  kind: string;
  namespace: string;
  name: string;
  object: Record<string, unknown>;
};

/** What upstream says of a served sample, in our words. */
export type ExpectedVerdict = Omit<ServedSample, 'object'> & {
  vocabulary: string;
  verdict: string;
  healths: readonly string[];
};

function groupOf(apiVersion: unknown): string {
  const [group, version] = String(apiVersion).split('/');
  return version === undefined ? '' : group;
}

/**
 * All samples of the kinds that the pages list, each under a name of its own:
 * a cluster holds only one object of a name, and a few samples have none.
 */
function servedSamples(corpus: string): ServedSample[] {
  const taken = new Set<string>();
  return JUDGEMENTS.flatMap(({ system, supplement = (_, object) => object }) =>
    readUpstreamSamples(corpus, system).flatMap(sample => {
      const object = supplement(sample.id, sample.object);
      const kind = String(object.kind);
      const group = groupOf(object.apiVersion);
      const list = KINDS[`${group}/${kind}`];
      if (!list) return [];
      const metadata = Object(object.metadata) as Record<string, unknown>;
      const namespace = String(metadata.namespace || 'default');
      const wanted = String(metadata.name || 'sample');
      let name = wanted;
      for (
        let number = 2;
        taken.has(`${group}/${kind}/${namespace}/${name}`);

      ) {
        name = `${wanted}-${number++}`;
      }
      taken.add(`${group}/${kind}/${namespace}/${name}`);
      return [
        {
          id: sample.id,
          list,
          kind,
          namespace,
          name,
          object: { ...object, metadata: { ...metadata, namespace, name } },
        },
      ];
    }),
  );
}

/** Whether upstream's samples are there to be served. */
export function hasCorpus(): boolean {
  return findCorpus() !== undefined;
}

/** What the pages have to say of upstream's samples, but for the named differences. */
export function expectedVerdicts(): ExpectedVerdict[] {
  const corpus = findCorpus();
  if (!corpus) return [];
  const samples = servedSamples(corpus);
  return readUpstreamVerdicts(corpus).flatMap(({ id, vocabulary, verdict }) => {
    const judgements = JUDGEMENTS.find(
      ({ system }) => system === id.split('/')[0],
    );
    const healths = judgements?.words[vocabulary]?.[verdict];
    const isNamed = `${vocabulary} ${id}` in (judgements?.differences ?? {});
    if (verdict === NO_VERDICT || isNamed) return [];
    // What is no health does not stand on the pages.
    if (!healths || typeof healths === 'function' || 'all' in healths) {
      return [];
    }
    return samples
      .filter(sample => sample.id === id)
      .map(({ object: _object, ...sample }) => ({
        ...sample,
        vocabulary,
        verdict,
        healths,
      }));
  });
}

/** Upstream's samples, written to a folder that goes with the machine's other temporary ones. */
export function corpusRecipe(): PortalRecipe {
  const corpus = findCorpus();
  if (!corpus) throw new Error('there is no corpus of upstream samples');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-e2e-corpus-'));
  for (const [index, { object }] of servedSamples(corpus).entries()) {
    fs.writeFileSync(
      path.join(folder, `${String(index).padStart(4, '0')}.json`),
      JSON.stringify(object),
    );
  }
  return {
    simulator: ['--objects', folder, '--cluster-name', CORPUS_CLUSTER],
    cleanUp: () => fs.rmSync(folder, { recursive: true }),
  };
}
