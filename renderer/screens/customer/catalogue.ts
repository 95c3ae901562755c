import type { CustomerScreenId } from "../../flow.ts";
import { words } from "../../text/words.ts";
import type { Entries } from "../entry.ts";
import Bok001Start from "./Bok001Start.vue";
import Bok002Started from "./Bok002Started.vue";
import Bop001Selection from "./Bop001Selection.vue";
import Bos001Release from "./Bos001Release.vue";
import Bos002Released from "./Bos002Released.vue";
import Bot001Issue from "./Bot001Issue.vue";
import Bot002Issued from "./Bot002Issued.vue";
import Bot003Confirm from "./Bot003Confirm.vue";
import Klg001SignIn from "./Klg001SignIn.vue";
import Klg002Code from "./Klg002Code.vue";
import Ktp001Top from "./Ktp001Top.vue";

/** The screens of customers who have begun. */
export const customerScreens: Entries<Exclude<CustomerScreenId, "KWT001">> = {
  KLG001: { component: Klg001SignIn, title: () => words.signIn.title },
  KLG002: { component: Klg002Code, title: () => words.signInCode.title },
  KTP001: { component: Ktp001Top, title: () => words.top.title },
  BOP001: { component: Bop001Selection, title: () => words.selection.title },
  BOT001: { component: Bot001Issue, title: () => words.issueEntry.title },
  BOT003: { component: Bot003Confirm, title: () => words.issueConfirmation.title },
  BOT002: { component: Bot002Issued, title: () => words.issueDone.title },
  BOK001: { component: Bok001Start, title: () => words.startEntry.title },
  BOK002: { component: Bok002Started, title: () => words.startDone.title },
  BOS001: { component: Bos001Release, title: () => words.releaseEntry.title },
  BOS002: { component: Bos002Released, title: () => words.releaseDone.title },
};
