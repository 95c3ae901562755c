import { defineStore } from "pinia";
import type { IssueDraft, IssuedToken } from "../../preload/contract/answers.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

interface IssueState {
  pending: symbol | null;
  draft: IssueDraft | null;
  issued: IssuedToken | null;
}

/** トークン発行, BOT001 to BOT002. Entered passwords are passed on and not stored. */
export const useIssueStore = defineStore("issue", {
  lifetime: "session",
  state: (): IssueState => ({ pending: null, draft: null, issued: null }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    async makeDraft(request: Request<"draftIssue">): Promise<Answer<"draftIssue"> | null> {
      const answer = await oneRequest(this, () => kiosk.draftIssue(request));
      if (answer?.ok === true) this.draft = answer.value;
      return answer;
    },
    async cancelDraft(): Promise<Answer<"cancelDraft"> | null> {
      const answer = await oneRequest(this, () => kiosk.cancelDraft({}));
      if (answer?.ok === true) this.draft = null;
      return answer;
    },
    async confirm(request: Request<"confirmIssue">): Promise<Answer<"confirmIssue"> | null> {
      const answer = await oneRequest(this, () => kiosk.confirmIssue(request));
      if (answer?.ok === true) {
        this.draft = null;
        this.issued = answer.value;
      }
      return answer;
    },
  },
});
