import { backupCommands } from "./backup-commands.ts";
import { restoreCommands } from "./restore-commands.ts";
import { clockCommands } from "./clock-commands.ts";
import type { Command } from "./command.ts";
import { customersCommands } from "./customers-commands.ts";
import { customersExportCommands } from "./customers-export-commands.ts";
import { customersRepairCommands } from "./customers-repair-commands.ts";
import { doctorCommands } from "./doctor.ts";
import { journalCommands } from "./journal-commands.ts";
import { journalExportCommands } from "./journal-export-commands.ts";
import { joinCommands } from "./join-commands.ts";
import { keysCommands } from "./keys-commands.ts";
import { keysEscrowCommands } from "./keys-escrow-commands.ts";
import { handoverCommands } from "./handover-commands.ts";
import { mailCommands } from "./mail-commands.ts";
import { staffCommands } from "./staff-commands.ts";

/** All commands, in the order of usage. */
export const commands: readonly Command[] = [
  ...journalCommands,
  ...journalExportCommands,
  ...backupCommands,
  ...restoreCommands,
  ...staffCommands,
  ...customersCommands,
  ...customersExportCommands,
  ...customersRepairCommands,
  ...mailCommands,
  ...keysCommands,
  ...keysEscrowCommands,
  ...handoverCommands,
  ...joinCommands,
  ...doctorCommands,
  ...clockCommands,
];
