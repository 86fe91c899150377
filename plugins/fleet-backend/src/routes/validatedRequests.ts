import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json, type Router } from 'express';
import { spec } from '../schema/openapi.generated';

type Document = Parameters<typeof createValidatedOpenApiRouter>[0];

/** Of a request, in bytes. */
const LONGEST_BODY = 32 * 1024;

let validated: Router | undefined;

/**
 * Refuses what is no request by the OpenAPI document, and serves the document. It
 * knows nothing but that: all routers of a process share it, since to compile the
 * document takes longer than to answer a hundred requests.
 */
export function validatedRequests(): Router {
  validated ??= createValidatedOpenApiRouter(spec as unknown as Document, {
    // What may be told is short; what is no JSON, such as a form of another site, is nothing.
    middleware: [json({ limit: LONGEST_BODY, strict: true })],
  }) as unknown as Router;
  return validated;
}
