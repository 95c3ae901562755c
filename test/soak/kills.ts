import { setTimeout as pause } from "node:timers/promises";
import { appKilled } from "./app-kill.ts";
import { deeds } from "./protocol.ts";
import type { JournalledAction, Report } from "./protocol.ts";
import { expectWhole, follow, inWorld, startIn, unlock } from "./world.ts";
import type { World } from "./world.ts";

/** What a series of kills came to. */
export interface KillFigures {
  readonly kills: number;
  /** Requests under way or answered before them. */
  readonly tries: number;
  readonly losses: readonly string[];
}

const daySeconds = 86_400;
const hangsMs = 60_000;

/**
 * Kills a kiosk at the write points of `deed`: before and after each statement that writes, each commit and each
 * step of the mail. `every` 1: at all of them; 10: at each tenth, beginning with one of the first ten.
 */
export async function killAtWritePoints(every: number): Promise<KillFigures> {
  return inWorld(async (world) => {
    let kills = 0;
    for (const deed of deeds) {
      for (let point = 1 + Math.floor(Math.random() * every); ;) {
        const last = await killedOnce(world, { deed, point });
        kills += 1;
        if (world.losses.length > 0 || last?.is === "survived") break;
        // Today's customers can't do it any more; tomorrow's can.
        if (last?.is !== "not-reached") point += every;
      }
    }
    await expectWholeOnceMore(world);
    return figuresOf(world, kills);
  });
}

/**
 * Kills the built app on this machine's runtime `times` times, at moments that nobody chose, while customers ask over its
 * page's bridge or the page is still being opened. After each the composition looks at what is found.
 */
export async function killAppAtRandom(times: number): Promise<KillFigures> {
  return inWorld(async (world) => {
    let kills = 0;
    while (kills < times && world.losses.length === 0) {
      await expectWholeOnceMore(world);
      await unlock(world);
      world.offsetSeconds += Math.random() < 0.5 ? 360 : daySeconds;
      follow(world, await appKilled(world));
      kills += 1;
    }
    await expectWholeOnceMore(world);
    return figuresOf(world, kills);
  });
}

/** Kills a kiosk `times` times, at work or while it starts, at moments that nobody chose. */
export async function killAtRandom(times: number): Promise<KillFigures> {
  return inWorld(async (world) => {
    let kills = 0;
    while (kills < times && world.losses.length === 0) {
      await killedOnce(world, null);
      kills += 1;
    }
    await expectWholeOnceMore(world);
    return figuresOf(world, kills);
  });
}

async function killedOnce(
  world: World,
  target: { readonly deed: JournalledAction; readonly point: number } | null,
): Promise<Report | undefined> {
  const kiosk = startIn(world, target);
  // A new day, on which a new issue works, and new codes; or else a few minutes later.
  world.offsetSeconds += target === null && Math.random() < 0.5 ? 360 : daySeconds;
  const isEarly = target === null && Math.random() < 0.2;
  if (isEarly) await pause(Math.random() * 800);
  else if (await expectWhole(world, kiosk)) {
    await unlock(world);
    kiosk.go();
    if (target === null) await pause(Math.random() * 1_200);
    else {
      const hangs = AbortSignal.timeout(hangsMs);
      hangs.addEventListener("abort", kiosk.kill);
      await kiosk.ended;
      hangs.removeEventListener("abort", kiosk.kill);
    }
  }
  kiosk.kill();
  const { reports, words, signal } = await kiosk.ended;
  if (signal !== "SIGKILL") world.losses.push(`a kiosk ended by itself: ${words}`);
  follow(world, reports);
  return reports.at(-1);
}

async function expectWholeOnceMore(world: World): Promise<void> {
  const kiosk = startIn(world);
  await expectWhole(world, kiosk);
  kiosk.kill();
  await kiosk.ended;
}

function figuresOf({ tries, losses }: World, kills: number): KillFigures {
  return { kills, tries, losses };
}
