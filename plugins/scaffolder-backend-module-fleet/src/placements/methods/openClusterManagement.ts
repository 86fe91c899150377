import { ConflictError, InputError } from '@backstage/errors';
import type { AllowedPaths } from '../../allowed';
import { checkLabel, checkLabelValue, type Manifest } from '../../clusters';
import { editManifest, openObject } from '../../manifests';
import type { Changes } from '../../workspace';
import { textsOf } from '../../yaml';
import { need } from '../need';
import type { Placed, Placement } from '../Placement';
import { writeNew } from '../writeNew';
import type { MethodRules } from './MethodRules';
import { referFromWork } from './ocmWork';

const KIND = 'Placement.cluster.open-cluster-management.io';

/** A Placement of Open Cluster Management, and the reference to it of what it places. */
export const openClusterManagement: MethodRules = {
  takes: ['file', 'name', 'namespace', 'label', 'clusterSet', 'work', 'base'],
  needs: ['file', 'label'],
  checkCluster(name) {
    checkLabel('clusters', name);
    checkLabelValue('clusters', name);
  },
  async place(placement, changes, allowed): Promise<Placed> {
    if (placement.base && !placement.work) {
      throw new InputError(
        "'base' means nothing without 'work': it is what a ManifestWorkReplicaSet that is new brings.",
      );
    }
    const file = need(placement, 'file', 'it is the one of the Placement.');
    const label = need(
      placement,
      'label',
      'it is what clusters are chosen by.',
    );
    const text = await changes.read(file);
    const done =
      text === undefined
        ? await writePlacement(placement, changes, file, label)
        : addTo(placement, { changes, allowed, file, label, text });
    done.notes.push(
      `A Placement chooses a ManagedCluster by its label '${label}', which has to have the cluster's name: a cluster without it is left out, and nothing says so. It chooses none that the hub holds for unreachable, unless it tolerates that.`,
      ...(await referFromWork(placement, changes)),
    );
    return done;
  },
};

async function writePlacement(
  placement: Placement,
  changes: Changes,
  file: string,
  label: string,
): Promise<Placed> {
  const { name, clusters, clusterSet, folder } = placement;
  const namespace = need(
    placement,
    'namespace',
    'the file is not there, and a new Placement is of a namespace: that of what it places.',
  );
  const made: Manifest = {
    apiVersion: 'cluster.open-cluster-management.io/v1beta1',
    kind: 'Placement',
    metadata: { name, namespace },
    spec: {
      ...(clusterSet ? { clusterSets: [clusterSet] } : {}),
      predicates: [
        {
          requiredClusterSelector: {
            labelSelector: {
              matchExpressions: [
                { key: label, operator: 'In', values: [...clusters] },
              ],
            },
          },
        },
      ],
    },
  };
  return {
    placed: [...clusters],
    notes: [
      ...(await writeNew(changes, folder, file, [made])),
      `A Placement chooses among the sets of clusters that are bound to '${namespace}' (ManagedClusterSetBinding): without one it chooses none.`,
    ],
  };
}

function addTo(
  { name, namespace, clusters, clusterSet }: Placement,
  there: {
    changes: Changes;
    allowed: AllowedPaths;
    file: string;
    label: string;
    text: string;
  },
): Placed {
  const { changes, allowed, file, label } = there;
  const done: Placed = { placed: [], notes: [] };
  let { text } = there;
  for (const cluster of clusters) {
    const edited = editManifest(
      {
        edit: 'ocm-placement',
        file,
        name,
        ...(namespace ? { namespace } : {}),
        expressions: [{ key: label, values: { add: [cluster] } }],
      },
      text,
      allowed,
    );
    text = edited.text;
    if (edited.changed.length > 0) done.placed.push(cluster);
    else {
      done.notes.push(
        `'${file}' selects '${cluster}' already, and stays as it is.`,
      );
    }
  }
  const manifest = openObject(file, text, [KIND], { name, namespace });
  const sets = textsOf(manifest.value(['spec', 'clusterSets']));
  if (clusterSet && sets.length > 0 && !sets.includes(clusterSet)) {
    throw new ConflictError(
      `The Placement in '${file}' chooses from ${sets
        .map(each => `'${each}'`)
        .join(
          ', ',
        )}, and not from '${clusterSet}'. It is left as it is: add the set by hand, or give this another name.`,
    );
  }
  const most = manifest.value(['spec', 'numberOfClusters']);
  if (most !== undefined && most !== null) {
    done.notes.push(
      `The Placement in '${file}' takes ${most} of the clusters that it may take ('numberOfClusters'): check that it is as many as are meant.`,
    );
  }
  if (text !== there.text) changes.write(file, text);
  return done;
}
