import path from 'node:path';
import { catalogEntity } from './catalogEntity';
import type {
  ClusterFile,
  ClusterRegistration,
  Manifest,
} from './ClusterRegistration';
import { ENGINE_RULES } from './engines';
import { said } from './said';

/** All that is ever written, from the folder that is asked for. Names were checked before. */
const ALLOWED =
  /^(?:clusters\/[a-z0-9-]+\/[a-z-]+\.yaml|catalog\/clusters\/[a-z0-9-]+\.yaml|(?:infrastructure|apps)\/(?:base|overlays\/[a-z0-9-]+)\/kustomization\.yaml)$/;

/**
 * The files that register a cluster. The catalog's is apart from the others: Flux and Argo CD
 * would apply what lies beside theirs, and no cluster knows what a Resource is.
 *
 * @param folder - from the root of the repository; a `.` where it is that
 * @returns with paths from the root of the repository
 */
export function registrationFiles(
  registration: ClusterRegistration,
  folder: string,
): ClusterFile[] {
  const files: ClusterFile[] = [
    ...ENGINE_RULES[registration.engine].files(registration, folder),
    {
      path: `catalog/clusters/${registration.name}.yaml`,
      mode: 'own',
      documents: [catalogEntity(registration)],
    },
  ];
  return files.map(file => {
    if (!ALLOWED.test(file.path)) {
      throw new Error(`'${file.path}' is no file of a registration`);
    }
    return {
      ...file,
      path: path.posix.join(folder, file.path),
      documents: file.documents.map(each => said(each) as Manifest),
    };
  });
}
