import { afterEach, expect, onTestFinished, test } from "vitest";
import { makeServiceClient } from "../../../../main/kiosk/service-client/service-client.ts";
import type { Host } from "../../../../main/kiosk/service-client/pinned-agent.ts";
import { identityOf } from "../../../../main/network/identity.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import {
  kioskIdentity,
  otherService,
  serviceIdentity,
  testService,
} from "../../../fakes/test-service.ts";
import type { TestService } from "../../../fakes/test-service.ts";

const kiosk = identityOf(kioskIdentity.certificate).fingerprint;
const id = "7b0e6f5c-7a0c-4a6e-9d62-3f0a6b9b1c11";
const message = { requestId: id };
const running: TestService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service[Symbol.asyncDispose]();
});

async function approving(identity = serviceIdentity): Promise<TestService> {
  const service = await testService(identity);
  service.states.set(kiosk, "approved");
  running.push(service);
  return service;
}

function clientOf(hosts: readonly [Host, ...Host[]], wholeMs = 10_000) {
  const client = makeServiceClient({
    ...{ hosts, identity: kioskIdentity, pin: identityOf(serviceIdentity.certificate).fingerprint },
    ...{ version: "0.1.0", clock: () => 1_000_000 },
    limits: { request: { wholeMs, attemptMs: 800, pauseMs: 20 }, watchMs: 2_000 },
  });
  onTestFinished(() => {
    client.close();
  });
  return client;
}

const nobody = { host: "127.0.0.1", port: 9 };

test("a verb goes with its id, the version and the kiosk's clock, and its answer comes back", async () => {
  const service = await approving();
  service.core = () => ({ answer: ok(null) });
  const client = clientOf([service.host]);
  const request = { loginId: "taro0001", loginPassword: "tarologin1" };
  expect(await client.verb("signIn", request, message)).toEqual(ok({ answer: ok(null) }));
  expect(service.received).toEqual([
    {
      ...{ verb: "signIn", requestId: id, request },
      machine: { version: "0.1.0", protocol: 1, at: 1_000_000 },
    },
  ]);
  expect(client.host()).toBe(service.name);
});

test("nothing is sent to a service with another key", async () => {
  const other = await approving(otherService);
  expect(await clientOf([other.host]).verb("prolong", {}, message)).toEqual(
    refused({ is: "untrusted" }),
  );
  expect(other.received).toEqual([]);
});

test("one that refuses the connection, hangs, breaks off or has no database leads to the next", async () => {
  const well = await approving();
  const ill = await approving();
  const deeds = ["hang", "break", { error: "database-read-only", status: 503 }] as const;
  for (const deed of deeds) {
    ill.core = () => deed;
    const client = clientOf([nobody, ill.host, well.host]);
    expect(await client.verb("prolong", {}, message)).toMatchObject({ ok: true });
    expect(client.host()).toBe(well.name);
  }
  expect(well.received.map(({ requestId }) => requestId)).toEqual([id, id, id]);
  expect(ill.received.map(({ requestId }) => requestId)).toEqual([id, id, id]);
});

test("the same request is sent again until the service is back, within its time", async () => {
  const service = await approving();
  await service.stop();
  const answer = clientOf([service.host]).verb("prolong", {}, message);
  await service.start();
  expect(await answer).toMatchObject({ ok: true });
});

test.each([
  ["nobody answers at the door", "gone", "unreachable"],
  ["the service hangs", "hang", "slow"],
  ["it can't write", { error: "database-read-only", status: 503 }, "database-read-only"],
] as const)("when the time is over: %s", async (_, deed, is) => {
  const service = await approving();
  if (deed === "gone") await service.stop();
  else service.core = () => deed;
  const client = clientOf([service.host, nobody], 700);
  expect(await client.verb("prolong", {}, message)).toMatchObject(refused({ is }));
});

test("what only people can change is said at once", async () => {
  const service = await approving();
  const client = clientOf([service.host, nobody], 60_000);
  for (const state of ["pending", "revoked", "expired"] as const) {
    service.states.set(kiosk, state);
    expect(await client.verb("prolong", {}, message)).toMatchObject(refused({ is: state }));
  }
  service.states.delete(kiosk);
  expect(await client.verb("prolong", {}, message)).toMatchObject(refused({ is: "unknown" }));
  service.states.set(kiosk, "approved");
  service.core = () => ({ error: "protocol", status: 409 });
  expect(await client.verb("prolong", {}, message)).toMatchObject(refused({ is: "protocol" }));
});

test("a join is asked for until it is approved", async () => {
  const service = await approving();
  service.states.delete(kiosk);
  const client = clientOf([service.host]);
  const about = { name: "kiosk-1", branch: "本店営業部", version: "0.1.0" };
  expect(await client.join(about)).toEqual(ok({ state: "pending" }));
  service.states.set(kiosk, "approved");
  expect(await client.join(about)).toEqual(ok({ state: "approved" }));
  expect(service.joined).toEqual([about, about]);
});

test("an export comes line by line, and one that is refused says why", async () => {
  const service = await approving();
  const answer = ok({ file: "exports/journal.csv", rows: 1 });
  service.exported = [{ file: "journal.csv" }, { text: "a,b\r\n" }, { answer }];
  const client = clientOf([service.host]);
  const lines = await client.exportLines("bundleJournal", { day: "" }, message);
  const read: string[] = [];
  if (lines.ok) for await (const line of lines.value) read.push(line);
  expect(read.map((line) => JSON.parse(line) as unknown)).toEqual(service.exported);
  service.states.set(kiosk, "revoked");
  expect(await client.exportLines("bundleJournal", { day: "" }, message)).toMatchObject(
    refused({ is: "revoked" }),
  );
});

test("a connection that the service ends as too old is no answer: the request is sent again", async () => {
  const service = await approving();
  const answers = [{ status: 408, error: "malformed" } as const, { answer: ok(null) }];
  service.core = () => answers.shift() ?? null;
  const answered = await clientOf([service.host]).verb("prolong", {}, message);
  expect(answered).toEqual(ok({ answer: ok(null) }));
  expect(service.received.map(({ requestId }) => requestId)).toEqual([id, id]);
});
