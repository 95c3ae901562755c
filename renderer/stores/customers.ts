import { defineStore } from "pinia";
import type { CustomerSheet } from "../../preload/contract/customer-sheet.ts";
import type { FoundCustomers } from "../../preload/contract/staff-answers.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

interface CustomersState {
  pending: symbol | null;
  searched: string;
  /** null before the first search. */
  found: FoundCustomers | null;
  /** The customer of KST004. */
  customerId: string | null;
  sheet: CustomerSheet | null;
}

/**
 * The search of staff, and the data of the chosen customer on KST004. Unmasked mail addresses are never stored here.
 */
export const useCustomersStore = defineStore("customers", {
  lifetime: "session",
  state: (): CustomersState => ({
    pending: null,
    searched: "",
    found: null,
    customerId: null,
    sheet: null,
  }),
  getters: {
    busy: (state) => state.pending !== null,
  },
  actions: {
    async find(request: Request<"findCustomers">): Promise<Answer<"findCustomers"> | null> {
      const answer = await oneRequest(this, () => kiosk.findCustomers(request));
      if (answer === null) return null;
      this.searched = request.searched;
      this.found = answer.ok ? answer.value : null;
      return answer;
    },
    /** A search that is under way is dropped, as it must not keep the sheet from being read. */
    choose(customerId: string): void {
      this.pending = null;
      this.customerId = customerId;
      this.sheet = null;
    },
    async read(): Promise<Answer<"readCustomer"> | null> {
      const customerId = this.customerId ?? "";
      const answer = await oneRequest(this, () => kiosk.readCustomer({ customerId }));
      if (answer !== null) this.sheet = answer.ok ? answer.value : null;
      return answer;
    },
    /** Answers the unmasked address to the caller, and doesn't store it. */
    async showMailAddress(): Promise<Answer<"showMailAddress"> | null> {
      const customerId = this.customerId ?? "";
      return oneRequest(this, () => kiosk.showMailAddress({ customerId }));
    },
    /** One of the actions on KST004; the caller reads the sheet again afterwards. */
    async act<V extends "unlock" | "allowSetupCode" | "resendMail">(
      verb: V,
      request: Omit<Request<V>, "customerId">,
    ): Promise<Answer<V> | null> {
      const customerId = this.customerId ?? "";
      const send = kiosk[verb] as (request: unknown) => Promise<Answer<V>>;
      return oneRequest(this, () => send({ ...request, customerId }));
    },
  },
});
