import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json, type RequestHandler, type Router } from 'express';
import { spec } from '../schema/openapi.generated';

type Document = Parameters<typeof createValidatedOpenApiRouter>[0];

/** Of a request, in bytes. */
const LONGEST_BODY = 32 * 1024;
/** Of one that holds manifests. */
const LONGEST_MANIFESTS = 1024 * 1024;
const WITH_MANIFESTS = '/preflight';

let validated: Router | undefined;

/**
 * Refuses what is no request by the OpenAPI document, and serves the document. It
 * knows nothing but that: all routers of a process share it, since to compile the
 * document takes longer than to answer a hundred requests.
 */
export function validatedRequests(): Router {
  validated ??= createValidatedOpenApiRouter(spec as unknown as Document, {
    // What may be told is short; what is no JSON, such as a form of another site, is nothing.
    middleware: [readBody()],
  }) as unknown as Router;
  return validated;
}

function readBody(): RequestHandler {
  const short = json({ limit: LONGEST_BODY, strict: true });
  const long = json({ limit: LONGEST_MANIFESTS, strict: true });
  return (request, response, next) => {
    const read = request.path === WITH_MANIFESTS ? long : short;
    read(request, response, next);
  };
}
