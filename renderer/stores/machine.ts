import { defineStore } from "pinia";
import type { HealthReport } from "../../preload/contract/health.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

/** The verbs that take the kiosk out of service. */
export type ShutdownVerb = "closeForCleaning" | "restartKiosk" | "shutDownKiosk";

interface MachineState {
  pending: symbol | null;
  report: HealthReport | null;
}

/** The machine's state and actions for staff. */
export const useMachineStore = defineStore("machine", {
  lifetime: "session",
  state: (): MachineState => ({ pending: null, report: null }),
  getters: {
    busy: (state) => state.pending !== null,
  },
  actions: {
    async readHealth(): Promise<Answer<"readHealth"> | null> {
      const answer = await oneRequest(this, () => kiosk.readHealth({}));
      if (answer?.ok === true) this.report = answer.value;
      return answer;
    },
    async shutDown(verb: ShutdownVerb): Promise<Answer<ShutdownVerb> | null> {
      return oneRequest(this, () => kiosk[verb]({}));
    },
  },
});
