import { defineStore } from "pinia";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./one-request.ts";

interface StaffReleaseState {
  pending: symbol | null;
}

/** コードなしの利用解除, KST005. The result is shown by the screen, and lost with it. */
export const useStaffReleaseStore = defineStore("staff-release", {
  state: (): StaffReleaseState => ({ pending: null }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    async release(
      request: Request<"releaseForCustomer">,
    ): Promise<Answer<"releaseForCustomer"> | null> {
      return oneRequest(this, () => kiosk.releaseForCustomer(request));
    },
  },
});
