import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import type { StaffMember } from "../core/domain/staff.ts";
import {
  addStaff,
  changePin,
  listStaff,
  removeStaff,
  unlockStaff,
} from "../core/operations/staff/manage-staff.ts";
import type { ListedMember, StaffRecordRefusal } from "../core/operations/staff/manage-staff.ts";
import { openAsker } from "./ask.ts";
import type { Asker } from "./ask.ts";
import { ended } from "./command.ts";
import type { Command, Ending } from "./command.ts";
import type { CommandRefusal } from "./refusal-words.ts";

type StaffParts = Parameters<typeof addStaff>[0];
type Change<T> = (parts: StaffParts) => Promise<Result<T, StaffRecordRefusal>>;

/** Where the staff's records are. */
export interface StaffHome<Place> {
  /** Runs `change` on the registry of the place. */
  changed<T>(place: Place, change: Change<T>): Promise<Ending | Result<T, CommandRefusal>>;
  /** How many wrong PINs in a row lock. */
  wrongTries(place: Place): number;
}

/** The commands for staff, wherever their records are. */
export function staffCommandsAt<Place>(home: StaffHome<Place>): readonly Command<Place>[] {
  async function done<T>(
    place: Place,
    change: Change<T>,
    words: (value: T) => string,
  ): Promise<Ending> {
    const answer = await home.changed(place, change);
    return "exitCode" in answer ? answer : ended(answer, words);
  }
  return [
    {
      name: "staff add",
      does: "makes a member of the staff; asks for, or reads, number, name, role and PIN, a line each",
      async run(place) {
        const read = await readMember();
        if (!read.ok) return ended(read, String);
        const told = ({ id, name, role }: StaffMember) => `Added: ${id} ${role} ${name}`;
        return done(place, (parts) => addStaff(parts, read.value), told);
      },
    },
    {
      name: "staff list",
      does: "tells number, role and name of each, and whose PIN is locked",
      run(place) {
        const limit = home.wrongTries(place);
        return done(place, async ({ registry }) => ok(await listStaff(registry, limit)), listed);
      },
    },
    {
      name: "staff pin",
      operands: ["ID"],
      does: "gives a member another PIN, asked for or read; unlocks it too",
      async run(place, { operands: [id = ""] }) {
        using asker = openAsker();
        const pin = await readPin(asker);
        if (!pin.ok) return ended(pin, String);
        const change: Change<StaffMember> = (parts) => changePin(parts, id, pin.value);
        return await done(place, change, () => `${id} has another PIN.`);
      },
    },
    {
      name: "staff unlock",
      operands: ["ID"],
      does: "unlocks a PIN after too many wrong ones",
      run: (place, { operands: [id = ""] }) =>
        done(
          place,
          (parts) => unlockStaff(parts, id),
          () => `Unlocked: ${id}`,
        ),
    },
    {
      name: "staff remove",
      operands: ["ID"],
      does: "removes a member; the journal keeps what they did",
      run: (place, { operands: [id = ""] }) =>
        done(
          place,
          (parts) => removeStaff(parts, id),
          () => `Removed: ${id}`,
        ),
    },
  ];
}

/** Those of a kiosk of its own. */
export const staffCommands = staffCommandsAt<KioskPlace>({
  changed,
  wrongTries: ({ config }) => config.lockout.wrongTries,
});

function listed(members: readonly ListedMember[]): string {
  if (members.length === 0) return "There is nobody.";
  return members
    .map(
      ({ id, name, role, locked, broken }) =>
        `${id} ${role} ${name}${locked ? " (locked)" : ""}${broken ? " (not as the kiosk wrote it: remove it)" : ""}`,
    )
    .join("\n");
}

/** PINs never come as arguments, which every user of the machine can see. */
async function readMember(): Promise<
  Result<Record<"id" | "name" | "role" | "pin", string>, CommandRefusal>
> {
  using asker = openAsker();
  const id = await asker.ask("Number (6 to 10 digits)");
  const name = await asker.ask("Name");
  const role = await asker.ask("Role (係員/assist, 役席/approve, 保守/maintain, 監査/audit)");
  if (id === null || name === null || role === null) return refused("input-ended");
  const pin = await readPin(asker);
  return pin.ok ? ok({ id, name, role, pin: pin.value }) : pin;
}

async function readPin(asker: Asker): Promise<Result<string, CommandRefusal>> {
  const pin = await asker.ask("PIN (6 to 12 digits; it isn't shown)", "secret");
  if (pin === null) return refused("input-ended");
  if (asker.atTerminal && (await asker.ask("The same PIN again", "secret")) !== pin) {
    return refused("pins-differ");
  }
  return ok(pin);
}

async function changed<T>(
  place: KioskPlace,
  change: Change<T>,
): Promise<Result<T, CommandRefusal>> {
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return opened;
  await using stores = opened.value;
  const { registry } = stores;
  const { passwordHasher } = commandAdapters;
  return await change({ registry, passwordHasher, clock: place.clock });
}
