import { notAcceptable } from './status';

/** The form in which objects are answered. */
export type Representation = 'full' | 'metadata';

/**
 * The first form of an Accept header that this server has. Tables and Protobuf
 * are not served, as if they were not asked for.
 * @throws ApiError 406 if nothing asked for is served.
 */
export function negotiate(accept: string | undefined): Representation {
  if (!accept) return 'full';
  for (const clause of accept.split(',')) {
    const [mediaType, ...parameters] = clause
      .split(';')
      .map(part => part.trim());
    const as = parameters
      .find(parameter => parameter.startsWith('as='))
      ?.slice(3);
    if (!/^(application\/json|application\/\*|\*\/\*)$/.test(mediaType)) {
      continue;
    }
    if (as === undefined) return 'full';
    if (as.startsWith('PartialObjectMetadata')) return 'metadata';
  }
  throw notAcceptable();
}
