import type { DemoCustomer } from "../e2e/customers.ts";
import { customerOf } from "./day-customers.ts";
import { hourlyFaults, pageCrash } from "./day-faults.ts";
import { sample } from "./day-figures.ts";
import type { Sample } from "./day-figures.ts";
import { journeyOverBridge, journeyThroughScreens } from "./day-journeys.ts";
import { advance } from "./day-kiosk.ts";
import type { DayKiosk } from "./day-kiosk.ts";
import type { PostOffice } from "./day-mail.ts";

/** How long a day is, and how many customers come. */
export interface DayPlan {
  readonly hours: number;
  readonly bridgeJourneys: number;
  readonly screenJourneys: number;
  /** Is told, at the end of each hour, which one it was (from 1) and how the kiosk is. */
  readonly onHour?: (hour: number, end: Sample) => void;
}

const hourMs = 3_600_000;
/** Milliseconds that a journey may take, at a guess; its codes last a step longer. */
const room = { bridge: 10_000, screens: 45_000 };
/** A kiosk that fails this often is not soaked any further. */
const mostLosses = 20;

/** What an hour asked of the kiosk, and how the kiosk was at its end. */
export interface Hour {
  readonly journeys: number;
  readonly end: Sample;
}

/**
 * Lets the hours of the day pass, one after the other, with a crash of the page as its end. What goes wrong is added to
 * `losses`; with too many of them the day ends early.
 */
export async function customersCome(
  kiosk: DayKiosk,
  post: PostOffice,
  { hours, bridgeJourneys, screenJourneys, onHour }: DayPlan,
  losses: string[],
): Promise<readonly Hour[]> {
  const beginning = kiosk.now() * 1_000;
  const turns = Object.entries(hourlyFaults);
  const past: Hour[] = [];
  let customers = 0;
  const visit = async (
    what: string,
    at: number,
    roomMs: number,
    way: (kiosk: DayKiosk, customer: DemoCustomer) => Promise<void>,
  ): Promise<void> => {
    await advance(kiosk, at, roomMs);
    const customer = customerOf(customers);
    customers += 1;
    const isWhole = await whole(`${what}, customer ${customer.loginId}`, losses, () =>
      way(kiosk, customer),
    );
    // Whatever is left of that customer must not become another loss.
    if (!isWhole) await kiosk.page.reload().catch(() => undefined);
  };
  for (let hour = 0; hour < hours; hour += 1) {
    const before = customers;
    const atScreens = partOf(screenJourneys, hour, hours);
    const all = partOf(bridgeJourneys, hour, hours) + atScreens;
    for (let place = 0; place < all && losses.length < mostLosses; place += 1) {
      const at = beginning + (hour + place / (all + 1)) * hourMs;
      if (partOf(atScreens, place, all) > 0) {
        await visit("through the screens", at, room.screens, journeyThroughScreens);
      } else {
        await visit("over the bridge", at, room.bridge, journeyOverBridge);
      }
    }
    if (losses.length >= mostLosses) return past;
    const [name = "", fault] = turns[hour % turns.length] ?? [];
    const last = beginning + (hour + all / (all + 1)) * hourMs;
    await visit(name, last, room.bridge, (...who) => fault?.(...who, post) ?? Promise.resolve());
    await advance(kiosk, beginning + (hour + 1) * hourMs, 0);
    const end = await sample(kiosk);
    past.push({ journeys: customers - before, end });
    onHour?.(hour + 1, end);
  }
  await visit("page crashed", beginning + hours * hourMs, room.bridge, pageCrash);
  return past;
}

/** How many of `all` fall to the `place`th of `places` when they are spread evenly. */
function partOf(all: number, place: number, places: number): number {
  return Math.floor((all * (place + 1)) / places) - Math.floor((all * place) / places);
}

/** False, and a loss, when `work` throws. */
export async function whole(
  what: string,
  losses: string[],
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    losses.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
