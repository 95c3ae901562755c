/** The command line of a kiosk that isn't packaged, as a program of its own. */
import { homedir } from "node:os";
import path from "node:path";
import { runCommand } from "./run-command.ts";

const settings = process.env["XDG_CONFIG_HOME"] || path.join(homedir(), ".config");
process.exitCode = await runCommand(process.argv.slice(2), {
  packaged: false,
  userData: path.join(settings, "OTP Enrolment Kiosk"),
});
