/** The width of a contact in CSS pixels from which it is the edge of a hand, and no fingertip. */
const palm = 60;
/**
 * Two contacts within so many milliseconds are one hand coming to rest; fingers that type follow each other more
 * slowly.
 */
const together = 50;
/** A trembling finger, or a bouncing panel, touches a key again within so many milliseconds. */
const bounce = 150;

let landedAt = -Infinity;
let landedPointer = -1;

/**
 * Whether a contact on a key is meant to press it, so that a hand may rest on the screen. A mouse always is.
 * `lastPressedAt`: the last press of this key, on the clock of events.
 */
export function isMeant(event: PointerEvent, lastPressedAt: number): boolean {
  if (event.pointerType !== "touch" && event.pointerType !== "pen") return true;
  const alone = event.pointerId === landedPointer || event.timeStamp - landedAt >= together;
  landedAt = event.timeStamp;
  landedPointer = event.pointerId;
  const asWide = event.width >= palm || event.height >= palm;
  return alone && !asWide && event.timeStamp - lastPressedAt >= bounce;
}
