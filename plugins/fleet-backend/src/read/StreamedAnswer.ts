/** An answer that is made while it is sent, so that it never is in memory as a whole. */
export class StreamedAnswer {
  constructor(
    readonly options: {
      contentType: string;
      /** What a browser calls the file. */
      filename: string;
      headers?: Record<string, string>;
      /** Pieces of the body. Ended early where whoever asked has gone. */
      body: AsyncGenerator<string>;
    },
  ) {}
}
