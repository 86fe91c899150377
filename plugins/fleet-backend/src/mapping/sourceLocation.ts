/**
 * A place in a repository, chart repository or registry: host, repository and
 * path as one list of segments, so that whoever writes it need not say where the
 * repository ends and the path begins.
 */
export type SourceLocation = {
  segments: string[];
  /** How many of them are the repository; absent where the text does not tell. */
  repository?: number;
};

const LONGEST = 2048;
const DEEPEST = 40;
const SCHEMES = new Set(['http', 'https', 'ssh', 'git', 'oci']);
const DEFAULT_PORTS: Record<string, string> = { http: '80', https: '443' };
/** What stands between a repository and a path in URLs that are looked at. */
const VIEWS = new Set(['tree', 'blob', 'raw', 'edit', 'blame']);
/** Hosts on which the first segments are the same in any case. */
const CASELESS: ReadonlyMap<string, number> = new Map([
  ['github.com', 2],
  ['bitbucket.org', 2],
  ['dev.azure.com', 3],
]);

/**
 * Reads where something lies, from a URL in any of the forms that Git servers,
 * registries and people give them. Scheme, user, `.git`, case of the host, the
 * default port, and the branch of a URL that is looked at say nothing of the
 * place. Undefined for what is no such place.
 */
export function parseSourceLocation(text: string): SourceLocation | undefined {
  const said = text.trim().replace(/^url:/i, '');
  // eslint-disable-next-line no-control-regex
  if (!said || said.length > LONGEST || /[\s\u0000-\u001f\\]/.test(said)) {
    return undefined;
  }
  const address = splitAddress(said);
  if (!address) return undefined;
  const [path, query = ''] = address.path.split('#')[0].split('?');
  const segments = cleanSegments(path);
  if (!segments) return undefined;
  const found = placeOn(address.host, segments, query);
  if (!found || found.segments.length > DEEPEST) return undefined;
  const caseless = CASELESS.get(found.segments[0]) ?? 0;
  return {
    ...found,
    segments: found.segments.map((segment, index) =>
      index <= caseless ? segment.toLowerCase() : segment,
    ),
  };
}

/** A place within a repository, whatever the repository's URL looks like. */
export function locationWithin(
  repository: string,
  path = '',
): Required<SourceLocation> | undefined {
  const root = parseSourceLocation(repository);
  const inner = path.length > LONGEST ? undefined : cleanSegments(path);
  if (!root || !inner) return undefined;
  const segments = [...root.segments, ...inner];
  if (segments.length > DEEPEST) return undefined;
  return { segments, repository: root.segments.length };
}

/** One text for one place. */
export function locationKey(segments: readonly string[]): string {
  return segments.join('/');
}

/** A file that describes something stands for the folder that it lies in. */
export function folderOf({
  segments,
  repository,
}: SourceLocation): SourceLocation {
  const last = segments.at(-1) ?? '';
  const isFile = /\.(ya?ml|json)$/i.test(last) && segments.length > 2;
  return {
    segments: isFile ? segments.slice(0, -1) : segments,
    ...(repository === undefined ? {} : { repository }),
  };
}

function splitAddress(
  said: string,
): { host: string; path: string } | undefined {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(said) ?? [];
  if (scheme === undefined) return splitBare(said);
  const kind = scheme.toLowerCase().replace(/^git\+/, '');
  if (!SCHEMES.has(kind)) return undefined;
  const [authority] = rest.split(/[/?#]/, 1);
  const host = hostOf(authority, kind);
  return host ? { host, path: rest.slice(authority.length) } : undefined;
}

/** `git@host:path`, `host:path`, or a host and a path without a scheme. */
function splitBare(said: string): { host: string; path: string } | undefined {
  const [, authority, path] =
    /^((?:[^@/:]+@)?[a-z0-9.-]+):(?!\d+(?:\/|$))(.+)$/i.exec(said) ?? [];
  if (authority !== undefined) {
    // Without either it is a scheme.
    if (!/[@.]/.test(authority)) return undefined;
    const host = hostOf(authority, 'ssh');
    return host ? { host, path } : undefined;
  }
  const [first] = said.split(/[/?#]/, 1);
  const isHost = /[.:]/.test(first) || first === 'localhost';
  const host = isHost ? hostOf(first, 'https') : undefined;
  return host ? { host, path: said.slice(first.length) } : undefined;
}

function hostOf(authority: string, scheme: string): string | undefined {
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const [, name, port] =
    /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d+))?$/.exec(host) ?? [];
  if (!name || /^\.+$/.test(name)) return undefined;
  // Where a server takes SSH says nothing of where it shows its repositories.
  const isUsual = scheme === 'ssh' || port === DEFAULT_PORTS[scheme];
  return port && !isUsual ? `${name}:${port}` : name;
}

/** Undefined for a path that leads out of where it begins, or cannot be read. */
function cleanSegments(path: string): string[] | undefined {
  const segments: string[] = [];
  for (const raw of path.split('/')) {
    if (raw === '' || raw === '.') continue;
    let segment: string;
    try {
      segment = decodeURIComponent(raw);
    } catch {
      return undefined;
    }
    // eslint-disable-next-line no-control-regex
    if (segment === '..' || /[/\u0000-\u001f]/.test(segment)) return undefined;
    segments.push(segment);
  }
  return segments;
}

/** Each server has its own way to say repository, branch and path in one URL. */
function placeOn(
  host: string,
  segments: string[],
  query: string,
): SourceLocation | undefined {
  const azure = azurePlace(host, segments, query);
  if (azure) return azure;
  const dash = segments.indexOf('-');
  if (dash > 0 && VIEWS.has(segments[dash + 1])) {
    return place(host, segments.slice(0, dash), segments.slice(dash + 3));
  }
  if (segments[0] === 'projects' && segments[2] === 'repos' && segments[3]) {
    const path = segments[4] === 'browse' ? segments.slice(5) : [];
    return place(host, [segments[1].toLowerCase(), segments[3]], path);
  }
  if (segments[0] === 'scm' && segments.length > 2) {
    const [, project, ...inner] = segments;
    return bare(host, [project.toLowerCase(), ...inner]);
  }
  const repository = segments.slice(0, 2);
  if (VIEWS.has(segments[2]) && segments.length > 3) {
    return place(host, repository, segments.slice(4));
  }
  if (segments[2] === 'src' && segments.length > 3) {
    const isTyped = ['branch', 'tag', 'commit'].includes(segments[3]);
    return place(host, repository, segments.slice(isTyped ? 5 : 4));
  }
  return bare(host, segments);
}

function azurePlace(
  host: string,
  segments: string[],
  query: string,
): SourceLocation | undefined {
  const [, organization] = /^([^.]+)\.visualstudio\.com$/.exec(host) ?? [];
  const isSsh = /^(ssh\.dev\.azure\.com|(vs-)?ssh\.visualstudio\.com)$/.test(
    host,
  );
  if (isSsh && segments[0] === 'v3' && segments.length > 3) {
    return place('dev.azure.com', segments.slice(1, 4), segments.slice(4));
  }
  const at = segments.indexOf('_git');
  if (at < 0 || at + 1 >= segments.length) return undefined;
  const before = [
    ...(organization && !isSsh ? [organization] : []),
    ...segments.slice(0, at),
  ].filter(segment => segment !== 'DefaultCollection');
  const repository = segments[at + 1];
  // The repository of the project's own name goes without the project.
  const owner = before.length === 1 ? [...before, repository] : before;
  const path = cleanSegments(new URLSearchParams(query).get('path') ?? '');
  return (
    path &&
    place(organization ? 'dev.azure.com' : host, [...owner, repository], path)
  );
}

function place(
  host: string,
  repository: string[],
  path: string[],
): SourceLocation {
  const named = repository.map((segment, index) =>
    index === repository.length - 1 ? withoutGit(segment) : segment,
  );
  return {
    segments: [host, ...named, ...path],
    repository: named.length + 1,
  };
}

/** What comes after `.git` is a path; without it nobody knows where the repository ends. */
function bare(host: string, segments: string[]): SourceLocation {
  const end = segments.findIndex(segment => /.\.git$/i.test(segment));
  return end < 0
    ? { segments: [host, ...segments] }
    : place(host, segments.slice(0, end + 1), segments.slice(end + 1));
}

function withoutGit(segment: string): string {
  return segment.replace(/(.)\.git$/i, '$1');
}
