/** Bytes cut at these places, which may come in any order and any number. */
export function chunked(bytes: Buffer, cuts: number[]): Buffer[] {
  const places = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [...places, bytes.length].map((place, index) =>
    // Copies, as pieces of their own memory: what comes from a socket shares nothing.
    Buffer.from(bytes.subarray(places[index - 1] ?? 0, place)),
  );
}
