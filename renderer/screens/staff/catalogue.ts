import type { StaffScreenId } from "../../flow.ts";
import * as customerText from "../../text/customers.ts";
import { fleet } from "../../text/fleet.ts";
import { health as healthText } from "../../text/health.ts";
import { journal } from "../../text/journal.ts";
import * as staffText from "../../text/staff.ts";
import { cleaning as cleaningText } from "../../text/shutdown.ts";
import { staffRelease } from "../../text/staff-release.ts";
import type { Entries } from "../entry.ts";
import Kst003CustomerSearch from "./Kst003CustomerSearch.vue";
import Kst004Customer from "./Kst004Customer.vue";
import Kst005StaffRelease from "./Kst005StaffRelease.vue";
import Kst001StaffSignIn from "./Kst001StaffSignIn.vue";
import Kst002StaffMenu from "./Kst002StaffMenu.vue";
import Kst006Health from "./Kst006Health.vue";
import Kst007Journal from "./Kst007Journal.vue";
import Kst008Cleaning from "./Kst008Cleaning.vue";
import Kst009LockedStaff from "./Kst009LockedStaff.vue";
import Kst010Fleet from "./Kst010Fleet.vue";

/** The screens of staff. */
export const staffScreens: Entries<StaffScreenId> = {
  KST001: { component: Kst001StaffSignIn, title: () => staffText.staffSignIn.title },
  KST002: { component: Kst002StaffMenu, title: () => staffText.staffMenu.title },
  KST003: { component: Kst003CustomerSearch, title: () => customerText.customerSearch.title },
  KST004: { component: Kst004Customer, title: () => customerText.customerSheet.title },
  KST005: { component: Kst005StaffRelease, title: () => staffRelease.title },
  KST006: { component: Kst006Health, title: () => healthText.title },
  KST007: { component: Kst007Journal, title: () => journal.title },
  KST008: { component: Kst008Cleaning, title: () => cleaningText.title },
  KST009: { component: Kst009LockedStaff, title: () => staffText.lockedStaff.title },
  KST010: { component: Kst010Fleet, title: () => fleet.title },
};
