import { InputError } from '@backstage/errors';
import type { Manifest as ManifestObject } from '../../clusters';
import type { Manifest } from '../../manifests';
import { need } from '../need';
import type { Placement } from '../Placement';

export const KIND = 'ApplicationSet.argoproj.io';
export const NAMESPACE = 'argocd';

/**
 * An ApplicationSet that is new.
 *
 * @param cluster - how its template says the cluster: `.cluster`, and where that is the name of an
 *   object
 */
export function newApplicationSet(
  placement: Placement,
  generator: object,
  cluster: { name: string; label: string },
): ManifestObject {
  const { component, name, namespace = NAMESPACE } = placement;
  const source = need(
    placement,
    'source',
    'the file is not there, and a new ApplicationSet has to know where the component is.',
  );
  const { repoURL, targetRevision, path, chart, project = 'default' } = source;
  if ((path === undefined) === (chart === undefined)) {
    throw new InputError(
      "'source' has to have either a 'path' in its repository, or a 'chart'.",
    );
  }
  if (chart !== undefined && targetRevision === undefined) {
    throw new InputError(
      "'source.targetRevision' is missing: of a chart it is the version.",
    );
  }
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name, namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [generator],
      template: {
        metadata: {
          name: `${name}-${cluster.label}`,
          // By it the component's page has them, where the entity has the same annotation.
          labels: {
            'backstage.io/kubernetes-id': component.split('/')[1],
          },
        },
        spec: {
          project,
          source: {
            repoURL,
            targetRevision: targetRevision ?? 'HEAD',
            ...(path === undefined ? { chart } : { path }),
          },
          destination: { name: cluster.name, namespace: source.namespace },
        },
      },
    },
  };
}

export const NEW_NOTE =
  'The ApplicationSet is new. Its Applications are not synced by themselves: say so by hand where it is meant, or sync them in Argo CD.';

/** What is said of a new one is not brought into one that is there. */
export function sourceNotes(
  { source }: Placement,
  manifest: Manifest,
): string[] {
  const there = manifest.value([
    'spec',
    'template',
    'spec',
    'source',
    'repoURL',
  ]);
  return source === undefined || there === source.repoURL
    ? []
    : [
        `The ApplicationSet in '${manifest.file}' takes what it places from elsewhere than 'source' says, and stays so.`,
      ];
}
