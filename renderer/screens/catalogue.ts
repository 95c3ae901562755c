import { shallowReactive } from "vue";
import { untilRead } from "../composables/until-read.ts";
import type { ScreenId } from "../flow.ts";
import { loadKeyboard } from "../features/keyboard/load-keyboard.ts";
import { words } from "../text/words.ts";
import Kwt001Attract from "./customer/Kwt001Attract.vue";
import type { Entries, Entry } from "./entry.ts";

const loaded: Partial<Entries<ScreenId>> = shallowReactive({
  KWT001: { component: Kwt001Attract, title: () => words.attract.title },
});

/** The screen with this ID; null until {@link loadScreens} has read it. */
export function screenOf(id: ScreenId): Entry | null {
  return loaded[id] ?? null;
}

/** Reads all screens but the first, which is painted sooner without them, the dialogs and the software keyboard. */
export const loadScreens = untilRead(async () => {
  const [{ customerScreens }, { staffScreens }] = await Promise.all([
    import("./customer/catalogue.ts"),
    import("./staff/catalogue.ts"),
    import("../features/choices/ChoicesDialog.vue"),
    import("../components/IdleDialog.vue"),
    import("./OutOfService.vue"),
    loadKeyboard(),
  ]);
  Object.assign(loaded, customerScreens, staffScreens);
});
