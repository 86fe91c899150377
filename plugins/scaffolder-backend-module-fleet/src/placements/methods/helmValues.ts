import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import { isMap } from 'yaml';
import { printManifests } from '../../clusters';
import { parseDocuments } from '../../yaml';
import { checkFileName } from '../checkClusterName';
import { need } from '../need';
import { newValues, ofCluster } from '../newValues';
import type { Placed } from '../Placement';
import type { MethodRules } from './MethodRules';

/** A file of a chart's values for each cluster. */
export const helmValues: MethodRules = {
  takes: ['base', 'values'],
  needs: ['base', 'values'],
  checkCluster: checkFileName,
  async place(placement, changes): Promise<Placed> {
    const { clusters } = placement;
    const base = need(placement, 'base', 'it is the folder of the values.');
    const done: Placed = { placed: [], notes: [] };
    for (const cluster of clusters) {
      const file = path.posix.join(base, `values-${cluster}.yaml`);
      const values = newValues(ofCluster(placement.values, cluster));
      const there = await changes.read(file);
      if (there !== undefined) {
        checkIsValues(file, there);
        done.notes.push(`'${file}' is there already, and stays as it is.`);
        continue;
      }
      if (Object.keys(values).length === 0) {
        throw new InputError(
          `There are no 'values' for '${cluster}': a file without any says nothing.`,
        );
      }
      // An object of values has neither a kind nor a version.
      changes.write(file, printManifests([values as never]));
      done.placed.push(cluster);
    }
    done.notes.push(
      `What delivers the component has to read 'values-CLUSTER.yaml' of '${base}' on each cluster, after other values: check that it does.`,
    );
    return done;
  },
};

function checkIsValues(file: string, text: string): void {
  const documents = parseDocuments(text);
  const isOne =
    !('because' in documents) &&
    documents.length === 1 &&
    isMap(documents[0].document.contents) &&
    !(
      documents[0].document.has('apiVersion') &&
      documents[0].document.has('kind')
    );
  if (isOne) return;
  throw new ConflictError(
    `'${file}' is there already, and is no file of values. It is left as it is: name another folder ('base').`,
  );
}
