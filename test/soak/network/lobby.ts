import { setTimeout as pause } from "node:timers/promises";
import type { BranchKiosk } from "./branch-kiosk.ts";
import type { Customer } from "./customer.ts";
import { atOnce, copies, guessCodes, guessPasswords, sameRequest, visit } from "./journeys.ts";

/** Who comes to the kiosks, and how long the kiosks stand idle between them. */
export interface Lobby {
  readonly kiosks: readonly BranchKiosk[];
  readonly customers: readonly Customer[];
  readonly restMs: number;
  readonly isOver: () => boolean;
  readonly losses: string[];
}

/** Kiosks at which nobody begins a visit by themselves, so that some are free for those who want several. */
const shareOfIdle = 0.25;

/** Lets customers come until it is over; nobody is at two kiosks who isn't meant to be. */
export async function customersCome(lobby: Lobby): Promise<void> {
  const { kiosks, customers, restMs, isOver, losses } = lobby;
  const free = [...kiosks];
  const fresh = [...customers];
  const back: Customer[] = [];
  const take = (count: number): readonly BranchKiosk[] => {
    if (free.length < count) return [];
    return Array.from({ length: count }, () => {
      const at = Math.floor(Math.random() * free.length);
      const [kiosk] = free.splice(at, 1);
      if (kiosk === undefined) throw new Error("No kiosk is free");
      return kiosk;
    });
  };
  const anybody = (): Customer | undefined => {
    const comesBack = back.length > 0 && (fresh.length === 0 || Math.random() < 0.6);
    return comesBack ? back.splice(Math.floor(Math.random() * back.length), 1)[0] : fresh.pop();
  };
  const together = [copies, guessCodes, guessPasswords] as const;
  const once = async (): Promise<void> => {
    const chosen = Math.random() < 0.15 ? together[Math.floor(Math.random() * 3)] : undefined;
    const several = chosen === undefined ? [] : take(atOnce);
    const used = several.length > 0 ? several : take(1);
    const [first] = used;
    if (first === undefined) return;
    const customer = several.length > 0 ? fresh.pop() : anybody();
    if (customer !== undefined) {
      if (chosen !== undefined && several.length > 0) await chosen(several, customer);
      else if (Math.random() < 0.15) {
        const unlike = await sameRequest(first, customer);
        if (unlike !== null) losses.push(unlike);
      } else await visit(first, customer);
      if (!customer.isOver) back.push(customer);
    }
    free.push(...used);
  };
  const visitors = Math.max(1, Math.floor(kiosks.length * (1 - shareOfIdle)));
  await Promise.all(
    Array.from({ length: visitors }, async () => {
      await pause(Math.random() * restMs);
      while (!isOver()) {
        await once();
        await pause(Math.random() * restMs);
      }
    }),
  );
}
