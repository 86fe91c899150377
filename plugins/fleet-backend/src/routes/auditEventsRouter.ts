import { json, type NextFunction, type Request, type Response } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  LONGEST_LIST,
  type AuditEventIntake,
  type NotTaken,
} from '../auditEvents';

/** Beneath which everything is open to who shows no token of the portal's. */
export const AUDIT_EVENTS_PATH = '/audit-events';

/**
 * Takes what API servers send of their audit logs. They are no user and no service of the
 * portal: who they are is told by a token of their own, before anything of the request is
 * read. What they get is of no use to anybody else.
 */
export function auditEventsRouter(intake: AuditEventIntake) {
  const router = PromiseRouter();
  const readBody = json({
    limit: LONGEST_LIST,
    // What is short on the way may be long afterwards.
    inflate: false,
    strict: true,
    type: 'application/json',
  });
  router.post(
    `${AUDIT_EVENTS_PATH}/:cluster`,
    async (request: Request, response: Response) => {
      const { cluster } = request.params;
      const { authorization } = request.headers;
      if (!intake.webhooks.isAllowed(cluster, authorization)) {
        // Whether there is such a cluster is for nobody to try out.
        refuse(response, {
          status: 401,
          reason: 'The cluster or its token is not known.',
        });
        return;
      }
      const admitted = intake.admit(cluster, lengthOf(request));
      if ('status' in admitted) {
        refuse(response, admitted);
        return;
      }
      response.once('close', admitted.done);
      const { clusterId } = admitted;
      const failure = await bodyOf(request, response, readBody);
      if (failure) {
        intake.refused(clusterId);
        refuse(response, failure);
        return;
      }
      const notTaken = await intake.take(clusterId, request.body);
      if (notTaken) refuse(response, notTaken);
      else response.status(200).json({});
    },
  );
  return router;
}

function lengthOf(request: Request): number | undefined {
  const length = request.headers['content-length'];
  return length !== undefined && /^\d{1,12}$/.test(length)
    ? Number(length)
    : undefined;
}

/** Reads the body; says why it cannot be, in words that repeat nothing of it. */
async function bodyOf(
  request: Request,
  response: Response,
  read: (request: Request, response: Response, next: NextFunction) => void,
): Promise<NotTaken | undefined> {
  if (!request.is('application/json')) {
    return { status: 415, reason: 'The request is no application/json.' };
  }
  const error = await new Promise<unknown>(resolve => {
    read(request, response, resolve);
  });
  if (error === undefined) return undefined;
  const { status } = error as { status?: unknown };
  return {
    status: status === 413 || status === 415 ? status : 400,
    reason: 'The request could not be read.',
  };
}

function refuse(
  response: Response,
  { status, reason, retryAfter }: NotTaken,
): void {
  if (retryAfter !== undefined) response.set('retry-after', `${retryAfter}`);
  // What was not read is not read on.
  response.set('connection', 'close');
  response.status(status).json({ error: { message: reason } });
}
