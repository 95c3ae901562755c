/** The bank's enrolment service: without words it serves, with words it runs a command. */
import { runService } from "./run-service.ts";

process.exitCode = await runService(process.argv.slice(2));
