import { defineStore } from "pinia";
import type { ExportedJournal, JournalLine } from "../../preload/contract/staff-answers.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./one-request.ts";

/** What KST007 looks for; empty texts leave a filter out. */
export type JournalAsked = Request<"exportJournal">;

interface JournalState {
  pending: symbol | null;
  asked: JournalAsked;
  /** As far as they were read, newest first; null before the first answer. */
  rows: readonly JournalLine[] | null;
  /** There are older ones to read. */
  more: boolean;
  exported: ExportedJournal | null;
}

/** 記録の閲覧, KST007. */
export const useJournalStore = defineStore("journal", {
  state: (): JournalState => ({
    pending: null,
    asked: { day: "", customer: "", staffId: "", kind: "" },
    rows: null,
    more: false,
    exported: null,
  }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    /** Looks again; what was shown stays until there is an answer. */
    async find(asked: JournalAsked): Promise<Answer<"findJournal"> | null> {
      const answer = await oneRequest(this, () => kiosk.findJournal({ ...asked, before: "" }));
      if (answer?.ok === true) {
        this.asked = { ...asked };
        this.rows = answer.value.rows;
        this.more = answer.value.more;
        this.exported = null;
      }
      return answer;
    },
    /** Reads on behind the oldest row that was read. */
    async readOn(): Promise<Answer<"findJournal"> | null> {
      const rows = this.rows ?? [];
      const before = String(rows.at(-1)?.number ?? "");
      const answer = await oneRequest(this, () => kiosk.findJournal({ ...this.asked, before }));
      if (answer?.ok === true) {
        this.rows = [...rows, ...answer.value.rows];
        this.more = answer.value.more;
      }
      return answer;
    },
    async exportRows(): Promise<Answer<"exportJournal"> | null> {
      const answer = await oneRequest(this, () => kiosk.exportJournal({ ...this.asked }));
      if (answer?.ok === true) this.exported = answer.value;
      return answer;
    },
    /** Of the day that is looked for, or of all of them, whatever else is looked for. */
    async bundle(): Promise<Answer<"bundleJournal"> | null> {
      const { day } = this.asked;
      const answer = await oneRequest(this, () => kiosk.bundleJournal({ day }));
      if (answer?.ok === true) this.exported = answer.value;
      return answer;
    },
  },
});
