import type { Json, ObjectName, YamlPath } from '../../yaml';
import type { Route } from '../Route';

/** One object of a file, that says how traffic is shared. */
export type RouteObject = {
  file: string;
  index: number;
  object: ObjectName;
  /** The value at a place; nothing where nothing is. */
  value(path: YamlPath): Json | undefined;
};

/** What shares traffic, and where it says how. */
export type TrafficKind = {
  /** With their groups, as in `HTTPRoute.gateway.networking.k8s.io`. */
  kinds: readonly string[];
  /** What of these may be written, and nothing else. */
  paths: readonly string[];
  /** Whether it is looked for by the name of a host that its objects say, and not by theirs. */
  byHost?: boolean;
  /** Whether each cluster has a copy or a part of its own, so that all that are found are meant. */
  isOfAll?: boolean;
  /**
   * @param name - the object, or the host
   * @throws InputError where an object cannot be read so
   */
  routesOf(objects: readonly RouteObject[], name: string): Route[];
};
