import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Slip } from "../../../../main/core/domain/slip.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import { aNetworkKiosk, approvingService } from "./a-network-kiosk.ts";

const code = { oneTimePassword: "123456" };
const slip: Slip = {
  name: "20260401-101500-999800000001",
  bank: { name: "福島県商工信用組合", branch: "本店営業部", phone: "024-991-1000" },
  ...{ kiosk: "kiosk-1", serviceId: "10112231", userId: "999800000001", stage: "issued" },
  action: { what: "issued", at: { day: "2026-04-01", time: "10:15:00" }, byStaff: false },
  ...{ afterRelease: null, codeUntil: "10:25" },
  printedAt: { day: "2026-04-01", time: "10:15:30" },
};

/** A service whose verb `verb` goes through `deeds`, one a time. */
async function doing(verb: string, ...deeds: Parameters<typeof queue>[1]) {
  const service = await approvingService();
  queue(service, deeds, verb);
  const kiosk = await aNetworkKiosk([service]);
  const received = () => service.received.filter((each) => each.verb === verb);
  return { service, kiosk, received };
}
type Service = Awaited<ReturnType<typeof approvingService>>;
function queue(service: Service, deeds: ReturnType<Service["core"]>[], verb: string): void {
  service.core = (each) => (each.verb === verb ? (deeds.shift() ?? null) : null);
}

test("a connection that breaks off is made again, under the same id, and nobody sees it", async () => {
  const { kiosk, received } = await doing("proveCode", "break", { answer: ok(null) });
  expect(await kiosk.proveCode(code)).toEqual(ok(null));
  const [first, second, ...more] = received();
  expect(second?.requestId).toBe(first?.requestId);
  expect(more).toEqual([]);
});

test("one request without an answer is busy, and the next press is the same; the second takes the kiosk out of service", async () => {
  const { service, kiosk, received } = await doing("proveCode", "hang", { answer: ok(null) });
  expect(await kiosk.proveCode(code)).toEqual(refused({ code: "busy" }));
  await kiosk.prolong({});
  expect(await kiosk.proveCode(code)).toEqual(ok(null));
  const ids = received().map(({ requestId }) => requestId);
  expect(new Set(ids).size).toBe(1);

  queue(service, ["hang", "hang"], "startToken");
  expect(await kiosk.startToken(code)).toEqual(refused({ code: "busy" }));
  expect(await kiosk.startToken(code)).toEqual(
    refused({ code: "out-of-service", fault: "service-slow" }),
  );
});

test("a press after a sign-out is never answered from before", async () => {
  const { kiosk, received } = await doing("proveCode", "hang", { answer: ok(null) });
  await kiosk.proveCode(code);
  await kiosk.signOut({});
  await kiosk.proveCode(code);
  const ids = received().map(({ requestId }) => requestId);
  expect(new Set(ids).size).toBe(2);
});

test("a slip is printed here, and its end is told; where that isn't answered, the next press tells it again", async () => {
  const answer = ok({ file: `${slip.name}.pdf` });
  const errand = { answer: null, errand: { kind: "print", slip } } as const;
  const { kiosk, received } = await doing("printSlip", errand, "hang", { answer });
  expect(await kiosk.printSlip({})).toEqual(refused({ code: "busy" }));
  expect(await kiosk.printSlip({})).toEqual(answer);
  expect(kiosk.machine.slipPrinter.printed).toHaveLength(1);
  const [first, second, third] = received();
  expect(second?.outcome).toEqual({
    of: first?.requestId,
    printed: { file: `${slip.name}.pdf` },
  });
  expect(third).toMatchObject({ requestId: second?.requestId, outcome: second?.outcome });
});

test("a printer that fails is told, too", async () => {
  const errand = { answer: null, errand: { kind: "print", slip } } as const;
  const answer = refused({ code: "print-failed" } as const);
  const { kiosk, received } = await doing("printSlip", errand, { answer });
  kiosk.machine.slipPrinter.fail();
  expect(await kiosk.printSlip({})).toEqual(answer);
  expect(received()[1]?.outcome).toMatchObject({ printed: null });
});

const filter = { day: "", customer: "", staffId: "", kind: "" };
const file = "journal-20260401-101500.csv";
const exported = ok({ file: `exports/${file}`, rows: 2 });

test("an export is written here, whole or not at all, and never elsewhere", async () => {
  const service = await approvingService();
  const kiosk = await aNetworkKiosk([service]);
  service.exported = [{ file }, { text: "a,b\r\n" }, { text: "c,d\r\n" }, { answer: exported }];
  expect(await kiosk.exportJournal(filter)).toEqual(exported);
  expect(readFileSync(path.join(kiosk.dataDir, "exports", file), "utf8")).toBe("a,b\r\nc,d\r\n");
  // A name that is there already is another export's.
  expect(await kiosk.exportJournal(filter)).toEqual(refused({ code: "export-failed" }));

  const broken = refused({ code: "journal-broken", row: 4 } as const);
  service.exported = [{ file: "journal.jsonl" }, { text: "a" }, { answer: broken }];
  expect(await kiosk.bundleJournal({ day: "" })).toEqual(broken);
  service.exported = [{ answer: refused({ code: "forbidden" }) }];
  expect(await kiosk.exportJournal(filter)).toEqual(refused({ code: "forbidden" }));
  expect(readdirSync(path.join(kiosk.dataDir, "exports"))).toEqual([file]);
});

test("an export that breaks off, or is named elsewhere, is asked for again", async () => {
  const service = await approvingService();
  const kiosk = await aNetworkKiosk([service]);
  service.exported = [{ file }, { text: "a" }];
  expect(await kiosk.exportJournal(filter)).toEqual(refused({ code: "busy" }));
  service.exported = [{ file }, { text: "a" }, { answer: exported }];
  expect(await kiosk.exportJournal(filter)).toEqual(exported);
  const asked = service.received.filter(({ verb }) => verb === "exportJournal");
  expect(asked[1]?.requestId).toBe(asked[0]?.requestId);

  service.exported = [{ file: `../${file}` }, { text: "a" }, { answer: exported }];
  expect(await kiosk.exportJournal(filter)).toEqual(refused({ code: "busy" }));
  expect(existsSync(path.join(kiosk.dataDir, file))).toBe(false);
});

test("the kiosk restarts and shuts down once the service has journalled it, and not otherwise", async () => {
  const service = await approvingService();
  let answer: ReturnType<typeof ok<null>> | ReturnType<typeof refused<{ code: "forbidden" }>> =
    refused({ code: "forbidden" });
  service.core = ({ verb }) => {
    if (verb === "restartKiosk") return { answer, errand: { kind: "restart" } };
    return verb === "shutDownKiosk" ? { answer, errand: { kind: "shut-down" } } : null;
  };
  const kiosk = await aNetworkKiosk([service]);
  expect(await kiosk.restartKiosk({})).toEqual(answer);
  expect(kiosk.machine.told).toEqual([]);
  answer = ok(null);
  await kiosk.restartKiosk({});
  await kiosk.shutDownKiosk({});
  expect(kiosk.machine.told).toEqual(["restart", "shutDown"]);
});

test("what the service takes as a bug is told with its reference, and too many requests are busy", async () => {
  const { kiosk } = await doing(
    "readStatus",
    { error: "too-many", status: 429 },
    { error: "unexpected", status: 500 },
  );
  expect(await kiosk.readStatus({})).toEqual(refused({ code: "busy" }));
  await expect(kiosk.readStatus({})).rejects.toThrow("unexpected");
});
