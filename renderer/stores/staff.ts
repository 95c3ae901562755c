import { defineStore } from "pinia";
import type { StaffAct, StaffSignInAnswer } from "../../preload/contract/staff-answers.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

interface StaffState {
  pending: symbol | null;
  member: StaffSignInAnswer | null;
}

/**
 * The staff member who is signed in. The main process has the session and checks every act itself; this is its state
 * for the screens.
 */
export const useStaffStore = defineStore("staff", {
  lifetime: "session",
  state: (): StaffState => ({ pending: null, member: null }),
  getters: {
    busy: (state) => state.pending !== null,
    may: (state) => (act: StaffAct) => state.member?.acts.includes(act) ?? false,
  },
  actions: {
    async signIn(request: Request<"staffSignIn">): Promise<Answer<"staffSignIn"> | null> {
      const answer = await oneRequest(this, () => kiosk.staffSignIn(request));
      if (answer?.ok === true) this.member = answer.value;
      return answer;
    },
    async findLocked(): Promise<Answer<"findLockedStaff"> | null> {
      return oneRequest(this, () => kiosk.findLockedStaff({}));
    },
    async unlock(request: Request<"unlockStaff">): Promise<Answer<"unlockStaff"> | null> {
      return oneRequest(this, () => kiosk.unlockStaff(request));
    },
    /**
     * Forgets the staff member at once, and a sign-in under way with them, and sends the sign-out to the main process,
     * as the session's does.
     */
    async signOut(): Promise<void> {
      this.$reset();
      await kiosk.staffSignOut({}).catch(() => null);
    },
  },
});
