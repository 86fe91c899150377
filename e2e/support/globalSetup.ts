import { buildFrontEnd } from './scripts';

/** The portal serves the built front end; builds it where its sources are newer. */
export default async function globalSetup(): Promise<void> {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 22) {
    throw new Error(
      `Node ${process.version} is not supported; run the tests by 'npm test -- --only browser'`,
    );
  }
  await buildFrontEnd();
}
