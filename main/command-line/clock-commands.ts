import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import { writtenTime } from "../core/domain/tokyo-day.ts";
import { confirmClock } from "../core/operations/upkeep/confirm-clock.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";

export const clockCommands: readonly Command[] = [
  {
    name: "clock confirm",
    operands: ["YYYY-MM-DDThh:mm"],
    does: "says that the kiosk's clock is right, by the time in Japan that another clock shows now",
    run: runConfirm,
  },
];

async function runConfirm(place: KioskPlace, { operands: [seen = ""] }: Given): Promise<Ending> {
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  return ended(
    await confirmClock({ registry: stores.registry, clock: place.clock }, seen),
    (at) => `The clock is taken as right: ${writtenTime(at)} in Japan.`,
  );
}
