import { createPinia } from "pinia";
import type { Pinia } from "pinia";
import { createApp } from "vue";
import type { App as VueApp, Component } from "vue";
import App from "../../../renderer/App.vue";
import { RubyText } from "../../../renderer/components/RubyText.ts";
import { useBankColours } from "../../../renderer/composables/bank-colours.ts";
import { reveal } from "../../../renderer/composables/reveal.ts";
import { loadScreens } from "../../../renderer/screens/catalogue.ts";
import { useChoicesStore } from "../../../renderer/stores/choices.ts";
import { useKioskStore } from "../../../renderer/stores/kiosk.ts";
import { lifetimes } from "../../../renderer/stores/lifetime.ts";
import { misfits } from "../../e2e/misfits.ts";
import { unreached } from "../../e2e/unreached.ts";
import { cases } from "../cases/all.ts";
import { screenOf } from "../cases/case.ts";
import type { Case } from "../cases/case.ts";
import { profile, secondBank } from "../cases/values.ts";
import ComponentSheet from "../sheets/ComponentSheet.vue";
import { act, answered, lettersDrawn } from "./act.ts";
import { prepare } from "./bridge.ts";
import { flaws } from "./flaws.ts";
import type { Setting } from "./setting.ts";
import { rewind } from "./still.ts";

let shown: { readonly app: VueApp; readonly pinia: Pinia } | null = null;

/** Mounts the case with this id in place of the one before, and takes its steps. Rejects where it doesn't come to its screen. */
export async function show(id: string, setting: Setting): Promise<void> {
  const found = cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  shown?.app.unmount();
  rewind();
  await loadScreens();
  const pinia = createPinia().use(lifetimes);
  const app = appOf(found, pinia);
  shown = { app, pinia };
  app.mount("#app");
  await answered();
  apply(setting, pinia);
  await answered();
  for (const step of found.steps ?? []) await act(step);
  await lettersDrawn();
  const screen = document.querySelector<HTMLElement>("main")?.dataset["screenId"] ?? null;
  if (screen !== screenOf(found)) throw new Error(`${id} came to ${String(screen)}`);
}

/** The same case as it is now, in another setting; what is in use is brought into view as when it got the focus. */
export async function choose(setting: Setting): Promise<void> {
  if (shown !== null) apply(setting, shown.pinia);
  await answered();
  const used = document.activeElement;
  const field = used?.closest("[data-field]");
  if (field) reveal(field);
  else if (used?.matches("[data-scroll] button")) used.scrollIntoView({ block: "nearest" });
  await lettersDrawn();
}

/** What doesn't fit in each of these settings; what scrolls by choice has its own measure. */
export async function misfitsIn(settings: readonly Setting[]): Promise<readonly string[]> {
  const found: string[] = [];
  // It is all laid out, and none of it drawn, which would take as long again.
  document.documentElement.style.opacity = "0";
  for (const setting of settings) {
    await choose(setting);
    const { textSize = 100, reach = "standard" } = setting;
    const chosen = textSize !== 100 || reach !== "standard";
    await panesSettled();
    const faults = chosen ? await unreached(reach === "low") : misfits();
    await panesSettled();
    found.push(...[...faults, ...flaws()].map((fault) => `${JSON.stringify(setting)}: ${fault}`));
  }
  document.documentElement.style.opacity = "";
  return found;
}

/** What a pane shows of its content follows its size, and another pane's, a frame later. */
async function panesSettled(): Promise<void> {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-scroll], [data-scrolls]")];
  const overflows = (pane: HTMLElement) => pane.scrollHeight > pane.clientHeight + 1;
  if (!panes.some((pane) => overflows(pane) || pane.style.clipPath !== "")) return;
  for (let frame = 0; frame < 8; frame += 1)
    await new Promise((drawn) => requestAnimationFrame(drawn));
}

/** As the customer would have chosen it, and the bank. */
function apply(setting: Setting, pinia: Pinia): void {
  const { theme, language, textSize = 100, reach = "standard" } = setting;
  const contrast = theme === "high" ? "high" : "standard";
  useChoicesStore(pinia).$patch({ contrast, language, textSize, reach });
  const { profile: known } = useKioskStore(pinia);
  const { colours } = theme === "bank" ? secondBank : profile;
  if (known !== null) useKioskStore(pinia).profile = { ...known, colours };
  // A sheet has no bank, and must not keep the one shown before it.
  else useBankColours(() => colours);
}

function appOf(found: Case, pinia: Pinia): VueApp {
  const isSheet = "sheet" in found;
  prepare(isSheet ? {} : (found.answers ?? {}));
  if (!isSheet) pinia.state.value = structuredClone({ ...found.before });
  const root: readonly [Component, Record<string, unknown>] = isSheet
    ? [ComponentSheet, { name: found.sheet }]
    : [App, { first: found.from }];
  return createApp(...root)
    .use(pinia)
    .component("RubyText", RubyText);
}
