import { defineStore } from "pinia";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

interface SessionState {
  pending: symbol | null;
  /** `proving`: the password was right, the one-time password is still missing (KLG002). */
  stage: "nobody" | "proving" | "signed-in";
  customerName: string;
}

/** The user who is signed in. The main process has the session itself; this is its state for the header. */
export const useSessionStore = defineStore("session", {
  lifetime: "session",
  state: (): SessionState => ({ pending: null, stage: "nobody", customerName: "" }),
  getters: {
    busy: (state) => state.pending !== null,
    signedIn: (state) => state.stage === "signed-in",
  },
  actions: {
    async signIn(request: Request<"signIn">): Promise<Answer<"signIn"> | null> {
      const answer = await oneRequest(this, () => kiosk.signIn(request));
      if (answer?.ok === true) {
        this.stage = answer.value.awaits === "code" ? "proving" : "signed-in";
        this.customerName = answer.value.customerName;
      }
      return answer;
    },
    async proveCode(request: Request<"proveCode">): Promise<Answer<"proveCode"> | null> {
      const answer = await oneRequest(this, () => kiosk.proveCode(request));
      if (answer?.ok === true) this.stage = "signed-in";
      return answer;
    },
    /** Reports a touch to the main process, which postpones the end of the session of customer or staff. */
    async prolong(): Promise<void> {
      await kiosk.prolong({}).catch(() => null);
    },
    /**
     * Forgets the customer at once, and a sign-in under way with them, and sends the sign-out to the main process; its
     * answer changes nothing here, and the next sign-in doesn't wait for it.
     */
    async signOut(): Promise<void> {
      this.$reset();
      await kiosk.signOut({}).catch(() => null);
    },
  },
});
