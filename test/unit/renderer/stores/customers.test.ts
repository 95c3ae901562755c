import { calls, grant, resetKiosk, respond } from "../fake-kiosk.ts";
import { plainSheet as sheet } from "../customer-sheet.ts";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, expect, it } from "vitest";
import type { Answer } from "../../../../preload/contract/operations.ts";
import { useCustomersStore } from "../../../../renderer/stores/customers.ts";

beforeEach(() => {
  resetKiosk();
  setActivePinia(createPinia());
});

it("reads the sheet of whom staff choose while another search is under way, whose answer is dropped", async () => {
  const late = Promise.withResolvers<Answer<"findCustomers">>();
  respond("findCustomers", () => late.promise);
  grant("readCustomer", sheet);
  const store = useCustomersStore();
  const search = store.find({ searched: "フクシマ" });
  store.choose("demo-taro");
  const read = await store.read();
  expect(read).toEqual({ ok: true, value: sheet });
  expect(store.sheet).toEqual(sheet);
  late.resolve({ ok: true, value: { customers: [], more: false } });
  expect(await search).toBeNull();
  expect([store.found, store.searched]).toEqual([null, ""]);
  expect(calls.map(({ verb }) => verb)).toEqual(["findCustomers", "readCustomer"]);
});
