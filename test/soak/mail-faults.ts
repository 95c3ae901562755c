import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { startSmtpServer } from "../contract/start-smtp-server.ts";
import { makeBranch } from "./branch.ts";
import type { FaultOutcome, Place } from "./injected.ts";

const moods = ["hangs up", "refuses", "breaks off", "slow"] as const;
/** How the server is just now. */
type Mood = "takes" | (typeof moods)[number];

/** A mail that waits is tried again after a minute, at the next look; and some room. */
const deliveredWithinMs = 120_000;
/** Longer than a server may take before the text, and than the kiosk waits to look for unsent mails again. */
const slowMs = 35_000;
/** Longer than the kiosk waits for anything else when it is stopped. */
const slowAtStopMs = 4_000;

/** A token is issued during each fault of the server. Each mail must be confirmed by it when that is over, and only once. */
export async function mailServerFails({ folder }: Place): Promise<FaultOutcome> {
  const server = await makeMoodyServer();
  const smtp = { host: "127.0.0.1", port: server.port, security: "none" } as const;
  const branch = makeBranch(path.join(folder, "data"), { mail: { ...demoProfile.mail, smtp } });
  try {
    await branch.switchOn();
    for (const [at, mood] of moods.entries()) {
      server.mood = mood;
      await branch.draft();
      await branch.expectDone(branch.issue);
      // Long enough for the try to be made; the customer is not kept waiting by it.
      await pause(1_000);
      await branch.expectDone(branch.signIn);
      if (server.confirmed.length > at) branch.losses.push(`a mail was taken by a server: ${mood}`);
      if (mood !== "slow") server.mood = "takes";
      await delivered(branch.dataDir);
      const expected = idsOf(branch.dataDir).toSorted();
      const isOnce = [server.heard, server.confirmed].every(
        (ids) => String(ids.toSorted()) === String(expected),
      );
      if (expected.length !== at + 1 || !isOnce) {
        branch.losses.push(`${mood}: a mail is lost, or was sent twice`);
      }
    }
    return branch.outcome();
  } finally {
    await branch.close();
    await server.close();
  }
}

/** The server has a mail and thinks about it; the kiosk is stopped and started again, as by staff or for the night. */
export async function stoppedWhileMailIsTaken({ folder }: Place): Promise<FaultOutcome> {
  const server = await makeMoodyServer(slowAtStopMs);
  server.mood = "slow";
  const smtp = { host: "127.0.0.1", port: server.port, security: "none" } as const;
  const branch = makeBranch(path.join(folder, "data"), { mail: { ...demoProfile.mail, smtp } });
  try {
    await branch.switchOn();
    await branch.draft();
    await branch.expectDone(branch.issue);
    while (server.heard.length === 0) await pause(10);
    await branch.close();
    await branch.switchOn();
    await branch.expectFault(null);
    await delivered(branch.dataDir);
    if (server.heard.length !== 1) branch.losses.push("a mail was sent twice");
    return branch.outcome();
  } finally {
    await branch.close();
    await server.close();
  }
}

/**
 * A real SMTP server behind a wire that can be cut. `heard`: the ids of the mails that it has whole; `confirmed`: of
 * those that it said it has taken.
 */
async function makeMoodyServer(thinksMs = slowMs) {
  const heard: string[] = [];
  const confirmed: string[] = [];
  const state: { mood: Mood } = { mood: "takes" };
  const server = await startSmtpServer({
    onRcptTo(_address, _session, done) {
      done(
        state.mood === "refuses" ? Object.assign(new Error("later"), { responseCode: 451 }) : null,
      );
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const [, id = ""] = /^Message-ID: <([^@]+)@/im.exec(Buffer.concat(chunks).toString()) ?? [];
        heard.push(id);
        setTimeout(
          () => {
            confirmed.push(id);
            done();
          },
          state.mood === "slow" ? thinksMs : 0,
        );
      });
    },
  });
  const wire = createServer((socket) => {
    const onward = connect(server.port, "127.0.0.1");
    const cut = (): void => {
      socket.destroy();
      onward.destroy();
    };
    for (const end of [socket, onward]) end.on("error", cut).on("close", cut);
    if (state.mood === "hangs up") cut();
    onward.on("data", (chunk) => socket.write(chunk));
    socket.on("data", (chunk) => {
      // In the middle of DATA: the text is on its way, and its end is not.
      if (state.mood === "breaks off" && chunk.includes("Message-ID")) cut();
      else onward.write(chunk);
    });
  });
  wire.listen(0, "127.0.0.1");
  await once(wire, "listening");
  return Object.assign(state, {
    port: (wire.address() as AddressInfo).port,
    ...{ heard, confirmed },
    close: async () => {
      wire.close();
      await server.close();
    },
  });
}

/** Waits until no mail of the registry is unsent, or too long. */
async function delivered(dataDir: string): Promise<void> {
  const until = performance.now() + deliveredWithinMs;
  while (idsOf(dataDir, "closed_at is null").length > 0 && performance.now() < until) {
    await pause(100);
  }
}

function idsOf(dataDir: string, which = "outcome = 'sent'"): readonly string[] {
  const registry = new DatabaseSync(path.join(dataDir, "registry.sqlite"), { readOnly: true });
  const rows = registry.prepare(`select id from outbox where ${which}`).all();
  registry.close();
  return rows.map((row) => String(row["id"]));
}
