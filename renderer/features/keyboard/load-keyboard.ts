import { shallowRef } from "vue";
import type { ShallowRef } from "vue";
import type SoftKeyboard from "./SoftKeyboard.vue";

const loaded = shallowRef<typeof SoftKeyboard | null>(null);

/** The software keyboard; null until {@link loadKeyboard} has read its file, which no screen without fields needs. */
export const softKeyboard: Readonly<ShallowRef<typeof SoftKeyboard | null>> = loaded;

export async function loadKeyboard(): Promise<void> {
  loaded.value = (await import("./SoftKeyboard.vue")).default;
}
