import { computed, ref, watch } from "vue";
import type { ComputedRef, Ref } from "vue";

/** Splits a list into pages of `perPage`, as nothing scrolls; another list begins at its first page, 0. */
export function usePages<Item>(
  list: () => readonly Item[],
  perPage: number,
): {
  readonly page: Ref<number>;
  readonly pages: ComputedRef<number>;
  readonly shown: ComputedRef<readonly Item[]>;
} {
  const page = ref(0);
  watch(list, () => {
    page.value = 0;
  });
  return {
    page,
    pages: computed(() => Math.ceil(list().length / perPage)),
    shown: computed(() => list().slice(page.value * perPage, (page.value + 1) * perPage)),
  };
}
