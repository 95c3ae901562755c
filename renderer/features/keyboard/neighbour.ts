/** A key's place on the screen, in CSS pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export function isDirection(key: string): key is Direction {
  return ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(key);
}

/**
 * The key to which an arrow moves from `places[from]`: the nearest one whose middle is in that direction, where a
 * sideways distance counts double; `from` itself at the edge. It uses the places of the keys, so that it works for
 * every arrangement of the keyboard.
 */
export function neighbourOf(places: readonly Place[], from: number, direction: Direction): number {
  const origin = places[from];
  if (origin === undefined) return from;
  let best = from;
  let bestCost = Infinity;
  places.forEach((place, at) => {
    const right = place.left + place.width / 2 - (origin.left + origin.width / 2);
    const down = place.top + place.height / 2 - (origin.top + origin.height / 2);
    const along = { ArrowLeft: -right, ArrowRight: right, ArrowUp: -down, ArrowDown: down };
    const sideways = direction === "ArrowLeft" || direction === "ArrowRight" ? down : right;
    const cost = along[direction] + 2 * Math.abs(sideways);
    if (at === from || along[direction] < 1 || cost >= bestCost) return;
    best = at;
    bestCost = cost;
  });
  return best;
}
