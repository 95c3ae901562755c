/** Files of a kiosk that can't be read now may be readable in a second. */
const retryMs = 1_000;

/**
 * Reads a part of the page that isn't needed for its first paint, again and again until it could be read. All calls of
 * the returned function wait for the one reading, which the first of them begins.
 */
export function untilRead<Part>(read: () => Promise<Part>): () => Promise<Part> {
  let reading: Promise<Part> | null = null;

  async function goOn(): Promise<Part> {
    for (;;) {
      try {
        return await read();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  return () => (reading ??= goOn());
}
