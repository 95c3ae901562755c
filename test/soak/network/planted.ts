import { setTimeout as pause } from "node:timers/promises";
import { registerCustomers } from "./bank.ts";
import type { Deed } from "./history.ts";
import { customersCome } from "./lobby.ts";
import { lossesIn, mailsOut, newCustomers, openKiosks } from "./network.ts";
import type { NetworkOutcome } from "./network.ts";
import { inNetwork } from "./world.ts";
import type { NetworkWorld } from "./world.ts";

const kiosks = 12;
const customersOfKiosk = 10;
/** So many deeds are answered that the standby hasn't heard of when its primary is killed. */
const lag = 10;
const afterMs = 8_000;
const toldAtMost = 5;

/**
 * A network that is set up wrongly, for which no commit waits for the standby: after a failover the checks must find that
 * something is lost. It's a loss of this part if they don't.
 */
export async function catchLaggingStandby(): Promise<NetworkOutcome> {
  const outcome = await inNetwork(false, caught);
  return outcome ?? { tried: "skipped: PostgreSQL isn't installed", losses: [], lines: [] };
}

async function caught(world: NetworkWorld): Promise<NetworkOutcome> {
  const { databases } = world;
  const history: Deed[] = [];
  const unlike: string[] = [];
  const customers = newCustomers(kiosks * customersOfKiosk);
  await registerCustomers(world.bank, customers);
  const opened = await openKiosks(world, kiosks, {
    record: (deed) => history.push({ ...deed, during: "lag" }),
    trouble: () => undefined,
  });
  let isOver = false;
  const come = customersCome({
    ...{ kiosks: opened, customers, losses: unlike, restMs: 500, isOver: () => isOver },
  });
  databases.mayPromote(true);
  const answered = () =>
    history.filter(({ deed, outcome }) => deed !== "look" && outcome === "done").length;
  databases.replicationOf(databases.primary()).set("silent");
  const before = answered();
  while (answered() < before + lag) await pause(100);
  await databases.primary().kill();
  while (databases.promotions.length === 0) await pause(100);
  await pause(afterMs);
  isOver = true;
  await come;
  await Promise.all(opened.map((kiosk) => kiosk.close()));
  await databases.rebuild();
  await mailsOut(world);
  const found = [...unlike, ...(await lossesIn(world, history, customers, 1))];
  const lost = found.filter((words) => /: lost$|has forgotten/.test(words));
  return {
    tried: `${String(history.length)} requests, 1 failover to a standby that lagged by ${String(lag)} answers`,
    losses: lost.length > 0 ? [] : ["what the failover must have lost was not found"],
    lines: [
      `  the lagging standby: ${String(lost.length)} losses found, as they must be, such as`,
      ...lost.slice(0, toldAtMost).map((words) => `    ${words}`),
    ],
  };
}
