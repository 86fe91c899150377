import http from 'node:http';
import https from 'node:https';
import { isJsonObject, JsonObject } from '../types';

/** What the tests' client may set on a request. */
export type RequestOptions = {
  method?: string;
  token?: string;
  headers?: Record<string, string>;
  body?: unknown;
  ca?: string;
};

/** An answer that was read to its end. */
export type Answer = {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The body as JSON; throws if it is none. */
  json: JsonObject;
};

function open(
  url: string,
  options: RequestOptions,
): Promise<http.IncomingMessage> {
  const { method = 'GET', token, headers = {}, body, ca } = options;
  const text: string | undefined =
    typeof body === 'string' ? body : JSON.stringify(body);
  const client = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request(
      url,
      {
        method,
        agent: false,
        ...(ca && { ca }),
        headers: {
          ...(text !== undefined && {
            'Content-Type': 'application/json',
            'Content-Length': String(Buffer.byteLength(text)),
          }),
          ...(token && { Authorization: `Bearer ${token}` }),
          ...headers,
        },
      },
      resolve,
    );
    request.once('error', reject);
    request.end(text);
  });
}

/** One request and its whole answer. Rejects if the answer breaks off. */
export async function call(
  url: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const response = await open(url, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    get json() {
      return JSON.parse(text) as JsonObject;
    },
  };
}

/** One event of a watch. */
export type Event = { type: string; object: JsonObject };

/** A watch that is open, line by line. */
export class WatchReader {
  readonly #response: http.IncomingMessage;
  readonly #lines: string[] = [];
  readonly #waiting: ((line: string | undefined) => void)[] = [];
  #rest = '';
  #isClosed = false;
  #text = '';
  #onText: ((text: string) => void) | undefined;

  private constructor(response: http.IncomingMessage) {
    this.#response = response;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      this.#text += chunk;
      const lines = (this.#rest + chunk).split('\n');
      this.#rest = lines.pop() ?? '';
      this.#onText?.(this.#rest);
      for (const line of lines) this.#push(line);
    });
    const close = () => {
      this.#isClosed = true;
      for (const waiting of this.#waiting.splice(0)) waiting(undefined);
    };
    response.on('error', close);
    response.on('end', close);
    response.on('close', close);
  }

  static async open(
    url: string,
    options: RequestOptions = {},
  ): Promise<WatchReader> {
    return new WatchReader(await open(url, options));
  }

  get status(): number {
    return this.#response.statusCode ?? 0;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Everything that came. */
  get text(): string {
    return this.#text;
  }

  /** Lines that came and that nobody has read. */
  get unread(): number {
    return this.#lines.length;
  }

  /** The next line, or undefined once the watch is over. */
  async line(): Promise<string | undefined> {
    const line = this.#lines.shift();
    if (line !== undefined) return line;
    if (this.#isClosed) return undefined;
    return new Promise(resolve => {
      this.#waiting.push(resolve);
    });
  }

  /** The next event; throws if the watch ends first. */
  async next(): Promise<Event> {
    const line = await this.line();
    if (line === undefined) throw new Error('the watch has ended');
    return JSON.parse(line) as Event;
  }

  /** Calls back with the unfinished line whenever it grows. */
  onText(listener: (text: string) => void): void {
    this.#onText = listener;
  }

  /** Waits for the end, whatever still comes. */
  async end(): Promise<void> {
    while ((await this.line()) !== undefined);
  }

  close(): void {
    this.#response.destroy();
  }

  #push(line: string): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(line);
    else this.#lines.push(line);
  }
}

/** The `metadata` of an object of an answer. */
export function metadataOf(object: unknown): JsonObject {
  if (isJsonObject(object) && isJsonObject(object.metadata)) {
    return object.metadata;
  }
  throw new Error('there is no metadata');
}

/** The `items` of a list. */
export function itemsOf(list: unknown): JsonObject[] {
  if (isJsonObject(list) && Array.isArray(list.items)) return list.items;
  throw new Error('there are no items');
}

/** The names in a list, in its order. */
export function namesOf(list: unknown): string[] {
  return itemsOf(list).map(item => String(metadataOf(item).name));
}
