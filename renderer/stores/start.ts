import { defineStore } from "pinia";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./one-request.ts";

interface StartState {
  pending: symbol | null;
}

/** ワンタイムパスワード利用開始, BOK001. */
export const useStartStore = defineStore("start", {
  state: (): StartState => ({ pending: null }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    start(request: Request<"startToken">): Promise<Answer<"startToken"> | null> {
      return oneRequest(this, () => kiosk.startToken(request));
    },
  },
});
