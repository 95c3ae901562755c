import type { Fault, ServiceFault } from "../../../preload/contract/answers.ts";
import type { Trouble } from "./ask-hosts.ts";

/** The fault behind `trouble`; null: the one request was at fault, and the next may well be answered. */
export function faultOfTrouble({ is }: Trouble): ServiceFault | null {
  switch (is) {
    case "unreachable":
    case "database-unavailable":
      return "service-unreachable";
    case "slow":
      return "service-slow";
    case "untrusted":
      return "service-untrusted";
    case "database-read-only":
      return "service-read-only";
    case "protocol":
    case "database-newer":
      return "service-protocol";
    case "unknown":
      return "identity-missing";
    case "pending":
      return "identity-pending";
    case "revoked":
      return "identity-revoked";
    case "expired":
      return "identity-expired";
    case "malformed":
    case "too-large":
    case "too-many":
    case "unexpected":
      return null;
  }
}

/** Faults that may be over in a moment, so that a request is worth its time. */
const passing: readonly Fault[] = ["service-unreachable", "service-slow", "service-read-only"];

/** Whether `fault` may be over before anybody has done anything. */
export function isPassing(fault: Fault): boolean {
  return passing.includes(fault);
}
