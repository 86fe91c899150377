/** A write to a cluster, as its API server tells it. Times are milliseconds since 1970, by the API server's clock. */
export type ClusterWrite = {
  group: string;
  /** The plural, as it stands in addresses. */
  resource: string;
  /** Empty for none, as are the namespace and the name. */
  subresource: string;
  namespace: string;
  /** Empty where several were deleted at once. */
  name: string;
  verb: 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';
  /** It was not there before. */
  created: boolean;
  /** Who showed the API server who he is. */
  username: string;
  /** Whom he impersonated. */
  actingAs?: string;
  userAgent: string;
  /** What managed fields call whoever wrote it. */
  manager: string;
  receivedAt: number;
  completedAt: number;
};
