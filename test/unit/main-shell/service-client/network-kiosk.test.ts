import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { wellMeasured } from "../../../fakes/well-machine.ts";
import { profile } from "../../../fakes/profile.ts";
import { assessed } from "../../../../main/core/domain/health.ts";
import { endsSoon } from "../../../../main/core/domain/machine-health.ts";
import { identityOf } from "../../../../main/network/identity.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import { nextIdentity, otherService } from "../../../fakes/test-service.ts";
import {
  aNetworkKiosk,
  approvingService,
  joined,
  ownFingerprint,
  storeOf,
} from "./a-network-kiosk.ts";

/** For a machine that does other work beside. */
const patience = 30_000;

const outOf = (fault: string) => refused({ code: "out-of-service", fault });
const profileOf = (answer: unknown) => (answer as { readonly value: typeof profile }).value;

test("the screens' facts are the kiosk's own, and all else is asked for at the service", async () => {
  const service = await approvingService();
  service.core = ({ verb }) =>
    verb === "signIn" ? { answer: ok({ awaits: "nothing", customerName: "福島 太郎" }) } : null;
  const kiosk = await aNetworkKiosk([service], undefined, () => 1_000);
  expect(profileOf(await kiosk.readKiosk({}))).toMatchObject({ fault: null, demo: true });
  expect(await kiosk.readWords({ language: "ja" })).toMatchObject({ ok: true });
  expect(await kiosk.signIn({ loginId: "taro0001", loginPassword: "tarologin1" })).toEqual(
    ok({ awaits: "nothing", customerName: "福島 太郎" }),
  );
  // The database's clock is the one that counts.
  await vi.waitFor(async () => {
    const { nowMs } = profileOf(await kiosk.readKiosk({}));
    expect(Math.abs(nowMs - Date.now())).toBeLessThan(30_000);
  }, patience);
  expect(readdirSync(kiosk.dataDir)).toEqual([]);
});

test("the service is told first that the kiosk was started, once, and so ends what a former process has left", async () => {
  const service = await approvingService();
  const kiosk = await aNetworkKiosk([service]);
  await kiosk.readStatus({});
  expect(service.received.map(({ verb, machine }) => [verb, machine.started])).toEqual([
    ["readKiosk", true],
    ["readKiosk", undefined],
    ["readStatus", undefined],
  ]);
});

test("the kiosk's own faults wait for the service's journal", async () => {
  const service = await approvingService();
  const kiosk = await aNetworkKiosk([service]);
  await kiosk.readStatus({});
  kiosk.kiosk.log.info("page-restarted", { reason: "crashed" });
  kiosk.kiosk.log.error("unexpected", new Error("a bug"), "123456");
  expect(readdirSync(kiosk.dataDir)).toEqual(["faults.txt"]);
  await kiosk.readStatus({});
  const told = service.received.flatMap(({ machine }) => machine.faults ?? []);
  expect(told.map(({ outcome }) => outcome)).toEqual(["page-restarted", "unexpected"]);
  expect(readdirSync(kiosk.dataDir)).toEqual([]);
});

test("a kiosk that waits for its approval serves by itself, and is out of service when it is revoked", async () => {
  const service = await approvingService();
  service.states.set(ownFingerprint, "pending");
  const kiosk = await aNetworkKiosk([service]);
  expect(profileOf(await kiosk.readKiosk({})).fault).toBe("identity-pending");
  expect(await kiosk.readStatus({})).toEqual(outOf("identity-pending"));
  expect(service.received).toEqual([]);

  service.states.set(ownFingerprint, "approved");
  await vi.waitFor(
    async () => expect(await kiosk.readStatus({})).toMatchObject({ ok: true }),
    patience,
  );
  service.states.set(ownFingerprint, "revoked");
  service.stir();
  await vi.waitFor(
    async () => expect(profileOf(await kiosk.readKiosk({})).fault).toBe("identity-revoked"),
    patience,
  );
  expect(await kiosk.readStatus({})).toEqual(outOf("identity-revoked"));
  expect(kiosk.log.entries).toMatchObject([
    { event: "out-of-service", fields: { fault: "identity-pending" } },
    { event: "in-service" },
    { event: "out-of-service", fields: { fault: "identity-revoked" } },
  ]);
});

test("without an identity, or with another service at its address, nothing is sent", async () => {
  const other = await approvingService(otherService);
  const alone = await aNetworkKiosk([other], await storeOf(null));
  expect(await alone.readStatus({})).toEqual(outOf("identity-missing"));
  const deceived = await aNetworkKiosk([other]);
  expect(await deceived.readStatus({})).toEqual(outOf("service-untrusted"));
  expect(profileOf(await deceived.readKiosk({})).fault).toBe("service-untrusted");
  expect(other.received).toEqual([]);
});

test("without a service it is out of service, and back by itself", async () => {
  const service = await approvingService();
  const kiosk = await aNetworkKiosk([service]);
  await service.stop();
  expect(await kiosk.readStatus({})).toEqual(outOf("service-unreachable"));
  // A customer may always go.
  expect(await kiosk.signOut({})).toEqual(ok(null));
  expect(profileOf(await kiosk.readKiosk({})).fault).toBe("service-unreachable");
  await service.start();
  await vi.waitFor(
    async () => expect(profileOf(await kiosk.readKiosk({})).fault).toBeNull(),
    patience,
  );
  expect(await kiosk.readStatus({})).toMatchObject({ ok: true });
  // The service was told before anybody else began.
  const verbs = service.received.map(({ verb }) => verb);
  expect(verbs.lastIndexOf("signOut")).toBeLessThan(verbs.lastIndexOf("readStatus"));
  expect(verbs.filter((verb) => verb === "signOut")).toHaveLength(1);
});

test("the identity that follows takes its place once it is approved", async () => {
  const service = await approvingService();
  const store = await storeOf({ ...joined, next: nextIdentity });
  const following = identityOf(nextIdentity.certificate);
  service.states.set(following.fingerprint, "pending");
  const before = await aNetworkKiosk([service], store);
  expect(await before.readStatus({})).toMatchObject({ ok: true });
  service.states.set(following.fingerprint, "approved");
  service.states.set(ownFingerprint, "expired");
  const after = await aNetworkKiosk([service], store);
  expect(await after.readStatus({})).toMatchObject({ ok: true });
  const kept = await store.read();
  expect(kept).toMatchObject({ value: { next: null, service: joined.service } });
  expect(kept.ok && identityOf(kept.value?.current.certificate ?? "")).toEqual(following);
  expect(endsSoon(following.notAfter, Date.now())).toBe(true);
});

test("whether staff have closed it is known by its sessions at the service", async () => {
  const service = await approvingService();
  let closed = true;
  service.core = ({ verb }) =>
    verb === "readKiosk" ? { answer: ok({ ...profile, closedForCleaning: closed }) } : null;
  const kiosk = await aNetworkKiosk([service]);
  const isClosed = async () => profileOf(await kiosk.readKiosk({})).closedForCleaning;
  expect(await isClosed()).toBe(true);
  closed = false;
  await kiosk.staffSignIn({ staffId: "100001", pin: "624813" });
  expect(await isClosed()).toBe(false);
  await kiosk.closeForCleaning({});
  expect(await isClosed()).toBe(true);
});

test("保守 sees the bank's registry, this machine, and the way to the service; no backup of its own", async () => {
  const service = await approvingService();
  service.warnings = ["no-standby"];
  service.core = ({ verb, machine }) => {
    if (verb !== "readHealth") return null;
    const measured = machine.measured as Record<string, unknown>;
    return { answer: ok(assessed({ ...wellMeasured(0), ...measured, backup: { at: null } }, 0)) };
  };
  const kiosk = await aNetworkKiosk([service]);
  await vi.waitFor(async () => {
    const report = await kiosk.readHealth({});
    const lines = report.ok ? report.value.lines : [];
    expect(lines.map(({ subject }) => subject)).toEqual(
      "keychain service registry disk clock mail versions journal".split(" "),
    );
    expect(lines[1]).toMatchObject({
      ...{ subject: "service", grade: "warning" },
      facts: { host: service.name, fingerprint: ownFingerprint },
    });
    expect(lines[4]).toMatchObject({ grade: "good", facts: { server: service.name } });
  }, patience);
});
