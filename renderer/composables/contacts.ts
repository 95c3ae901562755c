/** Wider than a fingertip lands, in CSS pixels: the edge of a hand. */
const palm = 60;
/** Two contacts within so many milliseconds are one hand coming to rest; fingers that type follow each other more slowly. */
const together = 50;
/** A finger that trembles, or a panel that bounces, touches a key again within so many milliseconds. */
const bounce = 150;

let landedAt = -Infinity;
let landedPointer = -1;

/**
 * Whether the contact that has landed on a key is meant to press it, so that a hand may rest on the
 * screen. A mouse always is. `lastPressedAt`: when this key was pressed last, on the clock of events.
 */
export function isMeant(event: PointerEvent, lastPressedAt: number): boolean {
  if (event.pointerType !== "touch" && event.pointerType !== "pen") return true;
  const alone = event.pointerId === landedPointer || event.timeStamp - landedAt >= together;
  landedAt = event.timeStamp;
  landedPointer = event.pointerId;
  const asWide = event.width >= palm || event.height >= palm;
  return alone && !asWide && event.timeStamp - lastPressedAt >= bounce;
}
