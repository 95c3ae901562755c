import { defineStore } from "pinia";
import type { Answer } from "../../preload/contract/operations.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./one-request.ts";

interface SlipState {
  pending: symbol | null;
}

/** 控え of what was done, on BOT002, BOK002 and BOS002. */
export const useSlipStore = defineStore("slip", {
  state: (): SlipState => ({ pending: null }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    print(): Promise<Answer<"printSlip"> | null> {
      return oneRequest(this, () => kiosk.printSlip({}));
    },
  },
});
