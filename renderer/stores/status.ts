import { defineStore } from "pinia";
import type { TokenStatus } from "../../preload/contract/answers.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

interface StatusState {
  pending: symbol | null;
  status: TokenStatus | null;
}

/** The data of BOP001; read again whenever that screen opens. */
export const useStatusStore = defineStore("status", {
  lifetime: "session",
  state: (): StatusState => ({ pending: null, status: null }),
  actions: {
    async load(): Promise<Answer<"readStatus"> | null> {
      const answer = await oneRequest(this, () => kiosk.readStatus({}));
      if (answer?.ok === true) this.status = answer.value;
      return answer;
    },
  },
});
