import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import { useSpeechOnDemand } from "../../../../../renderer/features/speech/on-demand.ts";

const file = "../../../../../renderer/features/speech/speech.ts";
const begin = vi.fn();
const chosen = ref(false);
const options = { chosen: () => chosen.value, language: () => "ja-JP", plain: String } as const;
const scope = effectScope();

/** From now on the guidance's file can't be read so many times. */
function unreadable(times: number): void {
  let left = times;
  vi.doMock(file, () => {
    left -= 1;
    if (left >= 0) throw new Error("unreadable");
    return { useSpeech: begin };
  });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  scope.stop();
  vi.doUnmock(file);
  vi.useRealTimers();
});

describe("the spoken guidance", () => {
  it("begins once, when its file can be read at last", async () => {
    unreadable(2);
    scope.run(() => {
      useSpeechOnDemand({ ...options, words: vi.fn() });
    });
    chosen.value = true;
    // It lets the faked clock go on, too.
    await vi.waitFor(() => expect(begin).toHaveBeenCalled(), { timeout: 30_000 });
    chosen.value = false;
    await nextTick();
    chosen.value = true;
    await flushPromises();
    expect(begin).toHaveBeenCalledTimes(1);
  });
});
