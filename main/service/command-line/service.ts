/** The bank's enrolment service: without words it serves, with words it runs a command. */
import { runService } from "./run-service.ts";

// All is closed by now, but for connections to the database that were still being made: they must not keep the process.
process.exit(await runService(process.argv.slice(2)));
