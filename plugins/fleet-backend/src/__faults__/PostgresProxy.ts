import { once } from 'node:events';
import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/**
 * What becomes of a statement on its way: it gets through; the connection breaks
 * before the server has it; or the server carries it out and its answer is lost.
 */
export type Fate = 'through' | 'never sent' | 'answer lost';

/** Texts of statements are in these messages of the protocol: Query and Parse. */
const QUERY = 'Q'.charCodeAt(0);
const PARSE = 'P'.charCodeAt(0);

/** Stands before a PostgreSQL server and breaks connections where a test says. */
export class PostgresProxy {
  /** Decides for each statement; without it all get through. */
  fateOf: (statement: string) => Fate = () => 'through';
  readonly #server: Server;
  readonly #upstream: URL;
  readonly #pairs = new Set<Socket>();
  #isDown = false;

  static async start(upstream: string): Promise<PostgresProxy> {
    const proxy = new PostgresProxy(new URL(upstream));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  private constructor(upstream: URL) {
    this.#upstream = upstream;
    this.#server = createServer(socket => this.#accept(socket));
  }

  /** The same as the server's, but for the way. */
  get url(): string {
    const url = new URL(this.#upstream);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.toString();
  }

  /** Breaks all connections and lets nobody in. */
  goDown(): void {
    this.#isDown = true;
    for (const socket of this.#pairs) socket.destroy();
  }

  comeBack(): void {
    this.#isDown = false;
  }

  async stop(): Promise<void> {
    this.goDown();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    if (this.#isDown) {
      client.destroy();
      return;
    }
    const server = connect(
      Number(this.#upstream.port),
      this.#upstream.hostname,
    );
    let isStarting = true;
    let isDeaf = false;
    let rest = Buffer.alloc(0);
    const breakOff = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#pairs.add(socket);
      // A statement is several small messages, which wait for nobody's receipt.
      socket.setNoDelay(true);
      socket.on('error', breakOff);
      socket.on('close', () => {
        this.#pairs.delete(socket);
        breakOff();
      });
    }
    server.on('data', chunk => {
      // It has answered, so it has done it.
      if (isDeaf) breakOff();
      else client.write(chunk);
    });
    client.on('data', chunk => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const header = isStarting ? 0 : 1;
        if (rest.length < header + 4) return;
        const length = header + rest.readInt32BE(header);
        if (rest.length < length) return;
        const message = rest.subarray(0, length);
        rest = rest.subarray(length);
        const fate = isStarting ? 'through' : this.fateOf(statementOf(message));
        isStarting = false;
        if (fate === 'never sent') {
          breakOff();
          return;
        }
        isDeaf ||= fate === 'answer lost';
        server.write(message);
      }
    });
  }
}

/** The statement in a message; empty where there is none. */
function statementOf(message: Buffer): string {
  const type = message[0];
  if (type !== QUERY && type !== PARSE) return '';
  const parts = message.toString('utf8', 5).split('\0');
  return type === QUERY ? parts[0] : parts[1];
}
