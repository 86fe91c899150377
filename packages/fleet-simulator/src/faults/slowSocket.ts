import { Socket } from 'node:net';
import { Duplex, duplexPair } from 'node:stream';

/**
 * A connection over which the server's bytes trickle, those of a TLS handshake
 * and of headers included; what the client sends arrives at once.
 */
export function slowSocket(
  socket: Socket,
  { bytes, intervalMs }: { bytes: number; intervalMs: number },
): Duplex {
  const [inner, outer] = duplexPair();
  let timer: NodeJS.Timeout | undefined;
  const queue: Buffer[] = [];
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const drip = () => {
    const [head] = queue;
    if (head) {
      socket.write(head.subarray(0, bytes));
      queue[0] = head.subarray(bytes);
      if (queue[0].length === 0) queue.shift();
    }
    if (queue.length > 0) return;
    stop();
    outer.resume();
  };
  outer.on('data', (chunk: Buffer) => {
    queue.push(chunk);
    outer.pause();
    timer ??= setInterval(drip, intervalMs);
  });
  outer.on('error', () => {});
  inner.on('error', () => {});
  socket.on('data', chunk => outer.write(chunk));
  socket.once('close', () => {
    stop();
    inner.destroy();
    outer.destroy();
  });
  inner.once('close', () => socket.destroy());
  return inner;
}
