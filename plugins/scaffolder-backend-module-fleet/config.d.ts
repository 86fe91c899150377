export interface Config {
  fleet?: {
    drift?: {
      /** What `fleet:drift:adopt` may write into Git of what is live, and `fleet:manifest:edit` of objects. */
      adopt?: {
        paths?: {
          /** Whether the built-in list of paths is allowed. Default: true */
          defaults?: boolean;
          /** Beside it. What decides what something may do, or holds secrets, is never allowed. */
          allow?: Array<{
            /** With all beneath it, such as `spec.template.spec.containers[*].readinessProbe`. */
            path: string;
            /** With their groups, such as `Deployment.apps`; those of the core group have none. */
            kinds: string[];
          }>;
          /** Wins over all that is allowed. */
          deny?: Array<{
            /** With all beneath it, and what it is in. */
            path: string;
            /** All kinds if absent. */
            kinds?: string[];
          }>;
        };
      };
    };
    scaffolder?: {
      /**
       * Git servers that no integration is of, which `fleet:git:clone` reads from and `fleet:git:push-branch` pushes to.
       * None by default.
       */
      gitRemotes?: Array<{
        /** One repository; all below it where it ends in a slash. HTTPS or HTTP. */
        url: string;
        /** `git` by default. */
        username?: string;
        /** @visibility secret */
        password?: string;
      }>;
    };
  };
}
