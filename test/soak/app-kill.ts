import { mkdirSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Operations } from "../../main/core/operations/operation.ts";
import { verbs } from "../../preload/contract/channels.ts";
import { hanako, jiro, taro } from "../e2e/customers.ts";
import { launchKiosk } from "../e2e/kiosk.ts";
import type { Kiosk } from "../e2e/kiosk.ts";
import { configured, profileOf } from "../e2e/profile.ts";
import { askPage } from "./ask-page.ts";
import { keepsAll } from "./protocol.ts";
import type { Report } from "./protocol.ts";
import { visit } from "./visit.ts";
import type { Visitor } from "./visit.ts";
import type { World } from "./world.ts";

/** By then each deed was under way at some kill: a visit of a customer takes some 600 ms. */
const longestLifeMs = 4_000;
const shareOfWrong = 0.1;

/**
 * Starts the built app in `world`, lets customers come and kills it with SIGKILL some time later; what was asked and
 * answered until then. A customer who is refused what works, or a kiosk that ends by itself, is a loss.
 */
export async function appKilled(world: World): Promise<readonly Report[]> {
  const home = path.join(world.folder, "home");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { folder: root, dataDir, keyring, offsetSeconds } = world;
  const profile = profileOf({ root, dataDir, keyring, home, config: { demo: true } });
  const env = await configured(profile, { retention: keepsAll });
  const kiosk = await launchKiosk(profile, {
    env: { ...env, KIOSK_CLOCK_OFFSET_SECONDS: String(offsetSeconds) },
  });
  const program = kiosk.app.process();
  const ended = once(program, "exit");
  const reports: Report[] = [];
  const killed = pause(Math.random() * longestLifeMs).then(() => {
    if (program.exitCode !== null) world.losses.push("the app ended by itself");
    program.kill("SIGKILL");
    return true;
  });
  const ask: Visitor["ask"] = async (tried, _deed, request) => {
    reports.push({ is: "asked", tried });
    const answer = await request();
    reports.push({ is: "answered", ok: answer.ok, refusal: answer.ok ? "" : answer.refusal.code });
    return answer;
  };
  const operations = overPage(kiosk);
  const visitors = [taro, hanako, jiro].map((customer): Visitor => {
    const { loginId } = customer;
    return {
      ...{ kiosk: operations, customer, ask, wanted: null, shareOfWrong, lastStep: 0 },
      phone: world.phones[loginId] ?? null,
      clock: () => Date.now() + offsetSeconds * 1_000,
      learnt: (phone) => reports.push({ is: "phone", loginId, phone }),
    };
  });
  const visits = (async () => {
    for (;;) for (const visitor of visitors) await visit(visitor);
  })();
  // The requests of a dead app fail; before that, none does.
  await Promise.race([visits, killed]).catch((failure: unknown) => {
    world.losses.push(`a request failed: ${String(failure)}`);
  });
  await killed;
  await visits.catch(() => undefined);
  await ended;
  return reports;
}

/** The verbs as the page has them, whichever page that is. */
function overPage({ app }: Kiosk): Operations {
  return Object.fromEntries(
    verbs.map((verb) => [verb, (request: never) => askPage(app, verb, request)]),
  ) as unknown as Operations;
}
