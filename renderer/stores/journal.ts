import { defineStore } from "pinia";
import type { ExportedJournal, JournalLine } from "../../preload/contract/staff-answers.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

/** The search of KST007; empty texts omit a criterion. */
export type JournalQuery = Request<"exportJournal">;

interface JournalState {
  pending: symbol | null;
  query: JournalQuery;
  /** The rows read so far, newest first; null before the first answer. */
  rows: readonly JournalLine[] | null;
  /** There are older rows. */
  more: boolean;
  exported: ExportedJournal | null;
}

/** 記録の閲覧, KST007. */
export const useJournalStore = defineStore("journal", {
  lifetime: "session",
  state: (): JournalState => ({
    pending: null,
    query: { day: "", customer: "", staffId: "", kind: "" },
    rows: null,
    more: false,
    exported: null,
  }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    /** Searches again; the present rows stay until there is an answer. */
    async find(query: JournalQuery): Promise<Answer<"findJournal"> | null> {
      const answer = await oneRequest(this, () => kiosk.findJournal({ ...query, before: "" }));
      if (answer?.ok === true) {
        this.query = { ...query };
        this.rows = answer.value.rows;
        this.more = answer.value.more;
        this.exported = null;
      }
      return answer;
    },
    /** Reads the rows after the oldest one that was read. */
    async readOn(): Promise<Answer<"findJournal"> | null> {
      const rows = this.rows ?? [];
      const before = String(rows.at(-1)?.place ?? "");
      const answer = await oneRequest(this, () => kiosk.findJournal({ ...this.query, before }));
      if (answer?.ok === true) {
        this.rows = [...rows, ...answer.value.rows];
        this.more = answer.value.more;
      }
      return answer;
    },
    async exportRows(): Promise<Answer<"exportJournal"> | null> {
      const answer = await oneRequest(this, () => kiosk.exportJournal({ ...this.query }));
      if (answer?.ok === true) this.exported = answer.value;
      return answer;
    },
    /** Exports the day of the search, or all days, regardless of the other criteria. */
    async bundle(): Promise<Answer<"bundleJournal"> | null> {
      const { day } = this.query;
      const answer = await oneRequest(this, () => kiosk.bundleJournal({ day }));
      if (answer?.ok === true) this.exported = answer.value;
      return answer;
    },
  },
});
