import { gzipSync } from 'node:zlib';
import { ResponseSink } from '../api/ResponseSink';
import { apiVersionOf, ResourceType } from '../api/resourceTypes';
import { Fault } from './faultSchema';

type Form = Extract<Fault, { fault: 'malformed-list' }>['form'];

const HEADERS = { 'Content-Type': 'application/json' } as const;

/** Decompressed, it is a thousand times as long as on the wire. */
const BOMB_BYTES = 64 * 1024 * 1024;
let bomb: Buffer | undefined;

function theBomb(): Buffer {
  bomb ??= gzipSync(Buffer.alloc(BOMB_BYTES, 0x20));
  return bomb;
}

/** Answers a list request with HTTP 200 and something that is not the list. */
export function sendMalformedList(
  form: Form,
  list: {
    type: ResourceType;
    sink: ResponseSink;
    revision: number;
    items: readonly string[];
  },
): void {
  const { type, sink, revision, items } = list;
  const render = (kind: string, rest: string) =>
    `{"kind":"${kind}","apiVersion":"${apiVersionOf(
      type,
    )}","metadata":{"resourceVersion":"${revision}"},${rest}}`;
  const whole = render(`${type.kind}List`, `"items":[${items.join(',')}]`);
  switch (form) {
    case 'empty-object':
      sink.send(200, HEADERS, '{}');
      return;
    case 'null-items':
      sink.send(200, HEADERS, render(`${type.kind}List`, '"items":null'));
      return;
    case 'wrong-kind':
      sink.send(200, HEADERS, render('EndpointSliceList', '"items":[]'));
      return;
    case 'table':
      sink.send(
        200,
        HEADERS,
        `{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"${revision}"},"columnDefinitions":[{"name":"Name","type":"string"}],"rows":[]}`,
      );
      return;
    case 'bom':
      sink.send(200, HEADERS, `\ufeff${whole}`);
      return;
    case 'trailing-garbage':
      sink.send(200, HEADERS, `${whole}<!-- served by a proxy -->`);
      return;
    case 'too-long':
      // The rest never comes.
      sink.start(200, {
        ...HEADERS,
        'Content-Length': Buffer.byteLength(whole) + 100,
      });
      sink.write(whole);
      return;
    case 'too-short':
      // Cut where the length says, whatever the sender had to say.
      sink.send(
        200,
        HEADERS,
        Buffer.from(whole).subarray(0, Buffer.byteLength(whole) - 2),
      );
      return;
    case 'gzip-bomb':
      sink.send(200, { ...HEADERS, 'Content-Encoding': 'gzip' }, theBomb());
      return;
    default:
      sink.send(200, HEADERS, '');
  }
}
