import type { StaffSignInAnswer } from "../../../preload/contract/staff-answers.ts";
import type { Before } from "./case.ts";

export const assist: StaffSignInAnswer = {
  name: "二本松 係員",
  role: "assist",
  acts: [
    ...(["find-customer", "unlock", "resend-mail", "allow-setup-code", "release"] as const),
    ...(["print-slip", "close-for-cleaning", "restart", "shut-down"] as const),
  ],
  journalBroken: false,
};
export const maintain: StaffSignInAnswer = {
  name: "須賀川 保守",
  role: "maintain",
  acts: ["read-health", "close-for-cleaning", "restart", "shut-down"],
  journalBroken: false,
};
/** At a kiosk of the bank's network. */
export const maintainInNetwork: StaffSignInAnswer = {
  ...maintain,
  acts: ["read-health", "read-fleet", "close-for-cleaning", "restart", "shut-down"],
};
export const audit: StaffSignInAnswer = {
  name: "相馬 監査",
  role: "audit",
  acts: ["read-journal"],
  journalBroken: false,
};
export const approve: StaffSignInAnswer = {
  name: "白河 役席",
  role: "approve",
  acts: [...assist.acts, "approve-release", "staff-unlock"],
  journalBroken: false,
};

/** The member is signed in. */
export const by = (member: StaffSignInAnswer): Before => ({ staff: { pending: null, member } });
