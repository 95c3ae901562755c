/** Opens the private cluster of a data folder as a service does, says so, and stays. */
import { openCluster } from "../../main/service/private-cluster/open-cluster.ts";

const cluster = await openCluster(process.argv[2] ?? "", "service");
process.stdout.write(`${JSON.stringify(cluster.ok)}\n`);
setInterval(() => undefined, 60_000);
