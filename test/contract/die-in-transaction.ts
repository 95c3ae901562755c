/** Commits one customer to the registry of the given path, and dies while it writes the next. */
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { hanako, taro } from "./rows.ts";

const opened = await openRegistry(process.argv[2] ?? "");
if (!opened.ok) throw new Error(opened.refusal);
await opened.value.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
await opened.value.transact((rows) => rows.insertCustomer(taro));
await opened.value.transact(async (rows) => {
  await rows.insertCustomer(hanako);
  process.kill(process.pid, "SIGKILL");
});
