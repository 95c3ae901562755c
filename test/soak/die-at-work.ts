/**
 * A kiosk's main process, but for its window, at which customers issue, start and release one after another until
 * it is killed: by itself at the write point it was told, or from outside. It waits for a line on its input
 * before the first customer comes. Says on file descriptor 3 what it asks and what it is answered.
 */
import { realpathSync, writeSync } from "node:fs";
import { once } from "node:events";
import { dieAt, pointsPassed, setWritePoints } from "./points.ts";
import { keepsAll } from "./protocol.ts";
import type { Plan, Report } from "./protocol.ts";
import type { Visitor } from "./visit.ts";
import { operationsOf } from "../fakes/operations-of.ts";
import { plainBrand } from "../fakes/plain-brand.ts";

setWritePoints();
const { compose } = await import("../../main/compose.ts");
const { demoProfile } = await import("../../main/config/demo-profile.ts");
const { keychainOf, keychainPlace } = await import("../../main/compose/keychain.ts");
const { hanako, jiro, taro } = await import("../e2e/customers.ts");
const { visit } = await import("./visit.ts");
const { wellMachine } = await import("../fakes/well-machine.ts");

const { dataDir, offsetSeconds, phones, target } = JSON.parse(process.argv[2] ?? "") as Plan;
const say = (report: Report) => writeSync(3, `${JSON.stringify(report)}\n`);
const kiosk = await compose(
  { config: { ...demoProfile, retention: keepsAll }, brand: plainBrand },
  { dataDir, clockOffsetSeconds: offsetSeconds },
  wellMachine(),
);
const profile = await kiosk.handle("readKiosk", {});
const fault = profile.ok ? profile.value.fault : null;
const kept = fault === null ? await keptByKeychain() : { masterKey: null, anchor: null };
say({ is: "open", fault, ...kept });
await once(process.stdin, "data");

const ask: Visitor["ask"] = async (tried, deed, request) => {
  const isTarget = deed !== null && deed === target?.deed;
  say({ is: "asked", tried });
  if (isTarget) dieAt(target.point);
  const answer = await request();
  say({ is: "answered", ok: answer.ok, refusal: answer.ok ? "" : answer.refusal.code });
  if (isTarget) {
    // The mail is a part of it.
    await kiosk.close();
    say({ is: "survived", points: pointsPassed() });
    process.kill(process.pid, "SIGKILL");
  }
  return answer;
};
const visitors = [taro, hanako, jiro].map((customer): Visitor => {
  const { loginId } = customer;
  const phone = phones[loginId] ?? null;
  return {
    ...{ kiosk: operationsOf(kiosk.handle), customer, ask, phone, lastStep: 0 },
    clock: () => Date.now() + offsetSeconds * 1_000,
    learnt: (learnt) => say({ is: "phone", loginId, phone: learnt }),
    wanted: target?.deed ?? null,
    shareOfWrong: target === null ? 0.1 : 0,
  };
});
for (let rounds = 0; target === null || rounds < 3; rounds += 1) {
  for (const visitor of visitors) await visit(visitor);
}
say({ is: "not-reached" });
process.kill(process.pid, "SIGKILL");

async function keptByKeychain() {
  const { default: keytar } = await import("keytar");
  const folder = realpathSync(dataDir);
  const { service } = keychainPlace(demoProfile, folder);
  const anchor = await keychainOf(demoProfile, folder).anchor.read();
  return {
    masterKey: await keytar.getPassword(service, "master-key"),
    anchor: anchor.ok ? anchor.value : null,
  };
}
