import type { z } from 'zod';
import type { driftSchema } from './driftSchema';

/** Ways in which a cluster comes to differ from what is delivered to it. @public */
export type DriftKind = z.output<typeof driftSchema>['type'];

/** The object that differs. @public */
export type DriftResource = {
  /** Empty for the core group. */
  group: string;
  kind: string;
  namespace: string;
  name: string;
};

/** The truth of one drift on one cluster. Times are RFC 3339. @public */
export type DriftReport = {
  id: string;
  /** The entry of the scenario or of the control API that it comes from: the same edit on three clusters is one. */
  entry: string;
  /** Counts from 1; what comes back after it was healed is the next. */
  occurrence: number;
  kind: DriftKind;
  component: string;
  cluster: string;
  engine: 'argocd' | 'flux' | 'ocm' | 'none';
  hub?: string;
  resource: DriftResource;
  /** The fields that differ, as Kubernetes names them; none when the whole object does. */
  paths: string[];
  /** What the delivery wants, and what was there instead, of one field. */
  desired?: string;
  actual?: string;
  /** Who did it. */
  by: string;
  /** The manager that `managedFields` names for it; nobody owns what a webhook adds, or what is gone. */
  manager?: string;
  happenedAt: string;
  /** When the engine could see it at the earliest; not told of what it never looks at. */
  visibleAt?: string;
  /** When the engine saw it: said so in its status, or took it back. */
  seenAt?: string;
  healedAt?: string;
  /** Who owns the field, or made the object, since; `git` where something else is wanted by now. */
  healedBy?: string;
};
