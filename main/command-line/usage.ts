import type { Command } from "./command.ts";

/** Every command with what it does, a line each; `program`: how they are begun. */
export function usageOf(commands: readonly Command[], program: string): string {
  const lines = commands.map((command) => [synopsisOf(command), command.does] as const);
  const width = Math.max(...lines.map(([synopsis]) => synopsis.length));
  const table = lines.map(([synopsis, does]) => `  ${synopsis.padEnd(width)}   ${does}\n`);
  return `Usage: ${program} COMMAND\n${table.join("")}`;
}

function synopsisOf({ name, operands = [], options = {} }: Command): string {
  const optional = Object.entries(options).map(([option, { value }]) =>
    value === undefined ? `[--${option}]` : `[--${option} ${value}]`,
  );
  return [name, ...operands, ...optional].join(" ");
}
