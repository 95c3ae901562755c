import { parseArgs } from "node:util";
import { backupCommands } from "./backup-commands.ts";
import { restoreCommands } from "./restore-commands.ts";
import { clockCommands } from "./clock-commands.ts";
import type { Command, Given } from "./command.ts";
import { customersCommands } from "./customers-commands.ts";
import { customersExportCommands } from "./customers-export-commands.ts";
import { customersRepairCommands } from "./customers-repair-commands.ts";
import { doctorCommands } from "./doctor.ts";
import { journalCommands } from "./journal-commands.ts";
import { journalExportCommands } from "./journal-export-commands.ts";
import { joinCommands } from "./join-commands.ts";
import { keysCommands } from "./keys-commands.ts";
import { keysEscrowCommands } from "./keys-escrow-commands.ts";
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
  ...joinCommands,
  ...doctorCommands,
  ...clockCommands,
];

/** The command that the words name, with its operands and options; null: no command, or none that takes all of them. */
export function commandOf(
  words: readonly string[],
): { readonly command: Command; readonly given: Given } | null {
  for (const command of commands) {
    const { name, operands = [], options = {} } = command;
    const nameWords = name.split(" ");
    if (!nameWords.every((word, at) => words[at] === word)) continue;
    const given = parsed(words.slice(nameWords.length), options);
    if (given?.operands.length === operands.length) return { command, given };
  }
  return null;
}

function parsed(args: string[], options: NonNullable<Command["options"]>): Given | null {
  const types = Object.entries(options).map(
    ([name, { value }]) =>
      [name, { type: value === undefined ? "boolean" : "string" } as const] as const,
  );
  try {
    const { positionals, values } = parseArgs({
      args,
      options: Object.fromEntries(types),
      allowPositionals: true,
    });
    return { operands: positionals, options: values };
  } catch (error) {
    // ERR_PARSE_ARGS_…: an unknown option, or an option without its value.
    if (error instanceof TypeError && "code" in error) return null;
    throw error;
  }
}
