import { defineStore } from "pinia";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./one-request.ts";

interface SetupCodeState {
  pending: symbol | null;
}

/**
 * アプリ設定用QRコード. The answer carries the token's secret: it is passed to the requesting component and never stored here.
 */
export const useSetupCodeStore = defineStore("setup-code", {
  state: (): SetupCodeState => ({ pending: null }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    show(request: Request<"showSetupCode">): Promise<Answer<"showSetupCode"> | null> {
      return oneRequest(this, () => kiosk.showSetupCode(request));
    },
  },
});
