import { calls, deny, grant, resetKiosk, respond } from "../fake-kiosk.ts";
import { afterEach, beforeEach, expect, it } from "vitest";
import Bok002Started from "../../../../renderer/screens/customer/Bok002Started.vue";
import Bos002Released from "../../../../renderer/screens/customer/Bos002Released.vue";
import Bot002Issued from "../../../../renderer/screens/customer/Bot002Issued.vue";
import { closeLast, openScreen } from "./opened.ts";

const action = "控えを印刷する";
const said = (role: string) => document.querySelector(`[role="${role}"]`)?.textContent ?? "";

beforeEach(resetKiosk);
afterEach(closeLast);

it.each([
  ["BOT002", Bot002Issued],
  ["BOK002", Bok002Started],
  ["BOS002", Bos002Released],
])("%s prints a slip and says so", async (_, component) => {
  grant("printSlip", { file: null });
  const screen = await openScreen(component);
  await screen.press(action);
  expect(said("status")).toBe("控えを印刷しました。");
  expect(calls).toEqual([{ verb: "printSlip", request: {} }]);
});

it("says who has a slip that is a file", async () => {
  grant("printSlip", { file: "slip.pdf" });
  const screen = await openScreen(Bok002Started);
  await screen.press(action);
  expect(said("status")).toMatch(/保存しました.*係員/);
});

it("says that it could not be printed, and takes that back with the next try", async () => {
  deny("printSlip", { code: "print-failed" });
  const screen = await openScreen(Bok002Started);
  await screen.press(action);
  expect(said("alert")).toContain("印刷できませんでした");
  expect(screen.left()).toEqual([]);
  grant("printSlip", { file: null });
  await screen.press(action);
  expect(said("alert")).toBe("");
});

it("prints once however often it is pressed meanwhile", async () => {
  respond("printSlip", () => new Promise(() => undefined));
  const screen = await openScreen(Bok002Started);
  await screen.press(action);
  await screen.press(action);
  expect(calls).toHaveLength(1);
});

it("leads away when the session has ended", async () => {
  deny("printSlip", { code: "signed-out" });
  const screen = await openScreen(Bok002Started);
  await screen.press(action);
  expect(screen.left()).toEqual([["signed-out", { code: "signed-out" }]]);
});
