/** Secrets that are none: each is put into one place, and looked for in all others. */
export class Canaries {
  readonly #places: string[] = [];

  /** @param place - where it is put, for who reads the failure */
  next(place: string): string {
    this.#places.push(place);
    return textOf(this.#places.length - 1);
  }

  get count(): number {
    return this.#places.length;
  }

  /** The places of those that a text holds, plain or in base64. */
  placesIn(text: string): string[] {
    const found = new Set<number>();
    for (const [, number] of text.matchAll(/canary(\d{5})secret/g)) {
      found.add(Number(number));
    }
    // Base64 of it at each of the three offsets that it may have.
    if (/Y2FuYX|NhbmFye|jYW5hcn/.test(text)) {
      this.#places.forEach((_, number) => {
        const isIn = ['', 'x', 'xx'].some(before => {
          const encoded = Buffer.from(before + textOf(number)).toString(
            'base64',
          );
          return text.includes(encoded.slice(before ? 4 : 0, -4));
        });
        if (isIn) found.add(number);
      });
    }
    return [...found].map(number => this.#places[number]);
  }
}

function textOf(number: number): string {
  return `canary${String(number).padStart(5, '0')}secret`;
}
