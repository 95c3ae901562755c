import { defineStore } from "pinia";
import type { ReleasedToken } from "../../preload/contract/answers.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

interface ReleaseState {
  pending: symbol | null;
  released: ReleasedToken | null;
}

/** ワンタイムパスワード利用解除, BOS001 and BOS002. */
export const useReleaseStore = defineStore("release", {
  lifetime: "session",
  state: (): ReleaseState => ({ pending: null, released: null }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    async release(request: Request<"releaseToken">): Promise<Answer<"releaseToken"> | null> {
      const answer = await oneRequest(this, () => kiosk.releaseToken(request));
      if (answer?.ok === true) this.released = answer.value;
      return answer;
    },
  },
});
