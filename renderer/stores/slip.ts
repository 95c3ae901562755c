import { defineStore } from "pinia";
import type { Answer } from "../../preload/contract/operations.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./one-request.ts";

interface SlipState {
  pending: symbol | null;
}

/** 控え of completed actions: the customer's own on BOT002, BOK002 and BOS002, another's for staff on KST004. */
export const useSlipStore = defineStore("slip", {
  state: (): SlipState => ({ pending: null }),
  getters: { busy: (state) => state.pending !== null },
  actions: {
    /** `customerId`: of the customer, for staff; null: the customer who is signed in. */
    print(customerId: string | null): Promise<Answer<"printSlip" | "printCustomerSlip"> | null> {
      return oneRequest<Answer<"printSlip" | "printCustomerSlip">>(this, () =>
        customerId === null ? kiosk.printSlip({}) : kiosk.printCustomerSlip({ customerId }),
      );
    },
  },
});
