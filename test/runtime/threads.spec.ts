import { expect } from "./launch.ts";
import { test } from "./one-app.ts";

test("a thread of the main process has Node's modules, and takes a key object", async ({ app }) => {
  const answer = await app.evaluate(async () => {
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const { createHmac, createSecretKey } = process.getBuiltinModule("node:crypto");
    const key = createSecretKey(Buffer.alloc(32, 7));
    const program = `
      const { parentPort, workerData, isMainThread } = require("node:worker_threads");
      const { createHmac } = require("node:crypto");
      const { DatabaseSync } = require("node:sqlite");
      const { answer } = new DatabaseSync(":memory:").prepare("select 42 as answer").get();
      const mac = createHmac("sha256", workerData.key).update("text").digest("hex");
      parentPort.postMessage({ answer, mac, isMainThread });
    `;
    const thread = new Worker(program, { eval: true, workerData: { key } });
    const said = await new Promise((resolve, reject) => {
      thread.once("message", resolve).once("error", reject);
    });
    return { said, mac: createHmac("sha256", key).update("text").digest("hex") };
  });
  expect(answer.said).toEqual({ answer: 42, mac: answer.mac, isMainThread: false });
});
