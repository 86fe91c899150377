import type { Changes } from '../workspace';
import { namesCluster } from './references';
import type { Removal } from './Removal';

const MOST = 20;

/** What still names the cluster may be a place that nothing here knows. */
export async function nameWhatIsLeft(
  changes: Changes,
  folder: string,
  name: string,
  { left, server }: Removal,
): Promise<void> {
  const { files } = await changes.tree(folder);
  const found = [...files]
    .filter(([, text]) => namesCluster(text, { name, server }))
    .map(([file]) => file)
    .filter(file => !left.some(each => each.includes(`'${file}'`)))
    .sort();
  for (const file of found.slice(0, MOST)) {
    left.push(`'${file}' still names the cluster: look at it by hand.`);
  }
  if (found.length > MOST) {
    left.push(`${found.length - MOST} more files still name the cluster.`);
  }
}
