import { buildFrontEnd } from './scripts';

/** The portal serves the built front end; builds it where its sources are newer. */
export default async function globalSetup(): Promise<void> {
  await buildFrontEnd();
}
