import { connect, createServer } from "node:net";
import type { AddressInfo, NetConnectOpts, Socket } from "node:net";
import { once } from "node:events";

/**
 * How a link is. `cut`: connections break off, and no new one is made. `silent`: nothing arrives any more, and neither side
 * is told of it (half-open). A number: each piece arrives so many milliseconds late.
 */
export type LinkState = "well" | "cut" | "silent" | number;

/** A piece of network of our own, which can fail: a TCP port on loopback before another one. */
export interface Link {
  readonly port: number;
  set(state: LinkState): void;
  close(): Promise<void>;
}

/** `target`: where the link leads now; null: nothing is there. */
export async function openLink(target: () => NetConnectOpts | null): Promise<Link> {
  let state: LinkState = "well";
  const ends = new Set<Socket>();
  const follow = (socket: Socket): void => {
    ends.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.once("close", () => ends.delete(socket));
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    follow(near);
    const to = state === "cut" ? null : target();
    if (to === null) {
      near.destroy();
      return;
    }
    const far = connect({ ...to, allowHalfOpen: true });
    follow(far);
    pass(near, far, () => state);
    pass(far, near, () => state);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      // What was swallowed can't be delivered later: such a connection is of no use any more.
      const isBroken = next === "cut" || (state === "silent" && next !== "silent");
      state = next;
      if (isBroken) for (const end of ends) end.destroy();
    },
    async close() {
      for (const end of ends) end.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Passes on what comes from `from`, in its order. */
function pass(from: Socket, to: Socket, stateNow: () => LinkState): void {
  let before = Promise.resolve();
  let waiting = 0;
  const deliver = (act: () => void): void => {
    const state = stateNow();
    if (state === "silent") return;
    if (typeof state !== "number" && waiting === 0) {
      act();
      return;
    }
    const arrives = performance.now() + (typeof state === "number" ? state : 0);
    waiting += 1;
    before = before.then(async () => {
      const left = arrives - performance.now();
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
      waiting -= 1;
      if (stateNow() !== "silent" && !to.destroyed) act();
    });
  };
  from.on("data", (part: Buffer) => {
    deliver(() => to.write(part));
  });
  from.on("end", () => {
    deliver(() => to.end());
  });
  from.on("close", () => {
    deliver(() => to.destroy());
  });
}
