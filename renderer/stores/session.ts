import { defineStore } from "pinia";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./one-request.ts";

interface SessionState {
  pending: symbol | null;
  /** `proving`: the password was right, the one-time password is still to come (KLG002). */
  stage: "nobody" | "proving" | "signed-in";
  customerName: string;
}

/** Who is signed in. The main process holds the session itself; this is what the header shows of it. */
export const useSessionStore = defineStore("session", {
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
    /** A user who touches the screen is given more time on the other side, too, customer or staff. */
    async prolong(): Promise<void> {
      await kiosk.prolong({}).catch(() => null);
    },
    /**
     * Forgets the customer at once, and a sign-in under way with them, and tells the main process; its answer changes
     * nothing here, and holds up nobody's next sign-in.
     */
    async signOut(): Promise<void> {
      this.$reset();
      await kiosk.signOut({}).catch(() => null);
    },
  },
});
