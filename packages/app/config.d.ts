export interface Config {
  auth?: {
    providers?: {
      /** People of the simulated company that one can sign in as, on a machine that develops. */
      sample?: {
        people?: Array<{
          /** @visibility frontend */
          id: string;
        }>;
      };
    };
  };
}
