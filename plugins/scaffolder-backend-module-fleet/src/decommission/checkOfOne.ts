import { ConflictError } from '@backstage/errors';
import type { Tree } from '../workspace';
import { objectOf, parseDocuments } from '../yaml';
import { otherClusterOf } from './isOfCluster';
import { isAt } from './references';

/**
 * A folder that is called as a cluster may be that of a hub or of a stage, with others in it.
 *
 * @throws ConflictError where it has what another cluster is known by
 */
export function checkOfOne({ files }: Tree, own: string, name: string): void {
  for (const [file, text] of files) {
    if (!isAt(file, own)) continue;
    const documents = parseDocuments(text, { onlyToSearch: true });
    if ('because' in documents) continue;
    for (const { document } of documents) {
      const object = objectOf(document);
      const other = object && otherClusterOf(object, document, name);
      if (other === undefined) continue;
      throw new ConflictError(
        `'${file}' is of the cluster '${other}': '${own}' is a folder of other clusters as well, and nothing is removed. Take '${other}' out first, or move it to a folder of its own.`,
      );
    }
  }
}
