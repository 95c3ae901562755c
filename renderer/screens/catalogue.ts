import type { Component } from "vue";
import type { ScreenId } from "../flow.ts";
import * as customerText from "../text/customers.ts";
import { health as healthText } from "../text/health.ts";
import { journal } from "../text/journal.ts";
import * as staffText from "../text/staff.ts";
import { cleaning as cleaningText } from "../text/shutdown.ts";
import { staffRelease } from "../text/staff-release.ts";
import { words } from "../text/words.ts";
import Bok001Start from "./customer/Bok001Start.vue";
import Bok002Started from "./customer/Bok002Started.vue";
import Bop001Selection from "./customer/Bop001Selection.vue";
import Bos001Release from "./customer/Bos001Release.vue";
import Bos002Released from "./customer/Bos002Released.vue";
import Bot001Issue from "./customer/Bot001Issue.vue";
import Bot002Issued from "./customer/Bot002Issued.vue";
import Bot003Confirm from "./customer/Bot003Confirm.vue";
import Klg001SignIn from "./customer/Klg001SignIn.vue";
import Klg002Code from "./customer/Klg002Code.vue";
import Kst003CustomerSearch from "./staff/Kst003CustomerSearch.vue";
import Kst004Customer from "./staff/Kst004Customer.vue";
import Kst005StaffRelease from "./staff/Kst005StaffRelease.vue";
import Ktp001Top from "./customer/Ktp001Top.vue";
import Kst001StaffSignIn from "./staff/Kst001StaffSignIn.vue";
import Kst002StaffMenu from "./staff/Kst002StaffMenu.vue";
import Kst006Health from "./staff/Kst006Health.vue";
import Kst007Journal from "./staff/Kst007Journal.vue";
import Kst008Cleaning from "./staff/Kst008Cleaning.vue";
import Kst009LockedStaff from "./staff/Kst009LockedStaff.vue";
import Kwt001Attract from "./customer/Kwt001Attract.vue";

export interface CatalogueEntry {
  readonly component: Component;
  /** The manual's title in the language in use; those of KWT001, KLG001, KLG002 and KTP001 are the kiosk's own. */
  title(): string;
}

/** Every screen of the kiosk. */
export const catalogue: Readonly<Record<ScreenId, CatalogueEntry>> = {
  KWT001: { component: Kwt001Attract, title: () => words.attract.title },
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
  KST001: { component: Kst001StaffSignIn, title: () => staffText.staffSignIn.title },
  KST002: { component: Kst002StaffMenu, title: () => staffText.staffMenu.title },
  KST003: { component: Kst003CustomerSearch, title: () => customerText.customerSearch.title },
  KST004: { component: Kst004Customer, title: () => customerText.customerSheet.title },
  KST005: { component: Kst005StaffRelease, title: () => staffRelease.title },
  KST006: { component: Kst006Health, title: () => healthText.title },
  KST007: { component: Kst007Journal, title: () => journal.title },
  KST008: { component: Kst008Cleaning, title: () => cleaningText.title },
  KST009: { component: Kst009LockedStaff, title: () => staffText.lockedStaff.title },
};
