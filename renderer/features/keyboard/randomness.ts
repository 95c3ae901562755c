/** A uniform whole number from 0 to below `limit` (at most 256) from the system's CSPRNG, without modulo bias. */
export function randomBelow(limit: number): number {
  const fair = 256 - (256 % limit);
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while ((byte[0] ?? 0) >= fair);
  return (byte[0] ?? 0) % limit;
}
