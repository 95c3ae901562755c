import type { StaffMember } from "../../main/core/domain/staff.ts";
import type { StaffRows } from "../../main/core/ports/registry.ts";
import { known, refuseKnown } from "./rows-by-key.ts";

/** The staff's rows of the registry in memory. */
export function memoryStaff(staff: Map<string, StaffMember>): StaffRows {
  return {
    staffById: async (id) => staff.get(id) ?? null,
    allStaff: async () => [...staff.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    insertStaff: async (member) => {
      refuseKnown(staff, member.id);
      staff.set(member.id, member);
    },
    updateStaff: async (member) => {
      known(staff, member.id);
      staff.set(member.id, member);
    },
    removeStaff: async (id) => {
      known(staff, id);
      staff.delete(id);
    },
  };
}
