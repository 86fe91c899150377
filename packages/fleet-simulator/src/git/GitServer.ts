import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gitEnvironment } from './runGit';

/** What is asked of a repository: no file of it by its name. */
const PATH =
  /^\/((?:[a-z0-9][a-z0-9_-]*\/)*[a-z0-9][a-z0-9_-]*\.git)\/(info\/refs|git-upload-pack|git-receive-pack)$/;
const QUERY = /^(?:\?service=git-(?:upload|receive)-pack)?$/;
const LONGEST_HEAD = 64 * 1024;

/** What a Git server may be told. @public */
export type GitServerOptions = {
  /** Bare repositories are below it. */
  folder: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Who may read and push; everybody on this machine unless given. */
  credentials?: { username: string; password: string };
  /** Of a request; 32 MiB unless given. */
  maximumBytes?: number;
  /** How long Git may take over a request, and whoever asks over its body; half a minute unless given. */
  maximumMs?: number;
  /** How many requests are answered at once; the others are told to come again. */
  maximumRequests?: number;
  /** Called when something was pushed, with the path of the repository. */
  onPush?: (repository: string) => void;
};

type Limits = Required<
  Pick<GitServerOptions, 'maximumBytes' | 'maximumMs' | 'maximumRequests'>
>;

/**
 * Serves bare repositories over HTTP on 127.0.0.1, to fetch from and to push to, by
 * Git's own program `git http-backend`: each request has a process of its own.
 * @public
 */
export class GitServer {
  readonly #options: GitServerOptions;
  readonly #limits: Limits;
  readonly #backend: string;
  readonly #server: http.Server;
  readonly #running = new Map<ChildProcess, Promise<void>>();

  private constructor(options: GitServerOptions) {
    this.#options = options;
    this.#limits = {
      maximumBytes: options.maximumBytes ?? 32 * 1024 * 1024,
      maximumMs: options.maximumMs ?? 30_000,
      maximumRequests: options.maximumRequests ?? 16,
    };
    this.#backend = path.join(
      execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
      'git-http-backend',
    );
    this.#server = http.createServer((request, response) =>
      this.#answer(request, response),
    );
    this.#server.requestTimeout = this.#limits.maximumMs;
    this.#server.headersTimeout = this.#limits.maximumMs;
  }

  /** Listens on 127.0.0.1. */
  static async start(options: GitServerOptions): Promise<GitServer> {
    const server = new GitServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return server;
  }

  /** The address below which the repositories are, with a slash at its end. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  /** How many processes of Git run. */
  get running(): number {
    return this.#running.size;
  }

  /** Ends with all its connections and processes. */
  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    const ends = [...this.#running.values()];
    for (const child of this.#running.keys()) kill(child);
    await Promise.all([closed, ...ends]);
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const pathname = mark < 0 ? url : url.slice(0, mark);
    const query = mark < 0 ? '' : url.slice(mark);
    const [, repository = '', service] = PATH.exec(pathname) ?? [];
    const isKnown = service !== undefined && QUERY.test(query);
    const refusal = this.#refusalOf(request, isKnown ? service : undefined);
    if (refusal) {
      response.writeHead(refusal, {
        ...(refusal === 401 && { 'www-authenticate': 'Basic realm="git"' }),
        // What was not read of the request is no further request.
        connection: 'close',
      });
      response.end();
      return;
    }
    const child = spawn(this.#backend, [], {
      // A group of its own, as it starts processes of its own: they end with it.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: this.#environment(request, pathname, query),
    });
    this.#running.set(
      child,
      new Promise(resolve => {
        const end = () => {
          this.#running.delete(child);
          resolve();
        };
        child.once('close', end).once('error', end);
      }),
    );
    this.#feed(request, response, child);
    relay(child, response);
    child.once('close', code => {
      if (code === 0 && service === 'git-receive-pack') {
        this.#options.onPush?.(repository);
      }
    });
  }

  /** The status with which a request is refused, if it is. */
  #refusalOf(
    request: http.IncomingMessage,
    service: string | undefined,
  ): number | undefined {
    const { maximumBytes, maximumRequests } = this.#limits;
    if (!this.#isAllowed(request)) return 401;
    if (service === undefined) return 404;
    if (request.method !== (service === 'info/refs' ? 'GET' : 'POST')) {
      return 405;
    }
    const bytes = Number(request.headers['content-length'] ?? 0);
    if (bytes > maximumBytes) return 413;
    return this.#running.size >= maximumRequests ? 503 : undefined;
  }

  /** Gives Git the body of a request, no more than may be and no longer. */
  #feed(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    child: ChildProcess,
  ): void {
    const { maximumBytes, maximumMs } = this.#limits;
    let bytes = 0;
    const giveUp = (status: number) => {
      kill(child);
      if (response.headersSent) response.destroy();
      else response.writeHead(status, { connection: 'close' }).end();
    };
    const timer = setTimeout(() => giveUp(504), maximumMs);
    child.once('error', () => giveUp(500));
    child.once('close', () => clearTimeout(timer));
    // Git may end before it has read all; its answer says why.
    child.stdin?.on('error', () => undefined);
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > maximumBytes) giveUp(413);
    });
    response.once('close', () => {
      if (!response.writableFinished) kill(child);
    });
    if (child.stdin) request.pipe(child.stdin);
  }

  #environment(
    { headers, method = 'GET' }: http.IncomingMessage,
    pathname: string,
    query: string,
  ): Record<string, string> {
    const said = (name: 'content-type' | 'content-length') =>
      String(headers[name] ?? '');
    return {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: path.resolve(this.#options.folder),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: query.slice(1),
      REQUEST_METHOD: method,
      CONTENT_TYPE: said('content-type'),
      ...(headers['content-length'] && {
        CONTENT_LENGTH: said('content-length'),
      }),
      HTTP_CONTENT_ENCODING: String(headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REMOTE_USER: this.#options.credentials?.username ?? 'anonymous',
      REMOTE_ADDR: '127.0.0.1',
    };
  }

  #isAllowed({ headers }: http.IncomingMessage): boolean {
    const { credentials } = this.#options;
    if (!credentials) return true;
    const { username, password } = credentials;
    const wanted = Buffer.from(`${username}:${password}`).toString('base64');
    return timingSafeEqual(
      digest(`Basic ${wanted}`),
      digest(headers.authorization ?? ''),
    );
  }
}

/** Answers with what a process says, which begins with headers as of CGI. */
function relay(child: ChildProcess, response: http.ServerResponse): void {
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stdout?.on('data', (part: Buffer) => {
    if (!head) {
      if (!response.write(part)) {
        child.stdout?.pause();
        response.once('drain', () => child.stdout?.resume());
      }
      return;
    }
    head = Buffer.concat([head, part]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) {
      if (head.length > LONGEST_HEAD) kill(child);
      return;
    }
    const { status, headers } = headersOf(head.toString('latin1', 0, end));
    if (!response.headersSent) response.writeHead(status, headers);
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  child.once('close', () => {
    if (!response.headersSent) response.writeHead(502, { connection: 'close' });
    response.end();
  });
}

function headersOf(head: string): {
  status: number;
  headers: Record<string, string>;
} {
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') status = Number.parseInt(value, 10);
    else headers[name] = value;
  }
  return { status, headers };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
