import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// Ends with 0 when electron's installer would succeed: its archive is in the cache, or its address
// answers. Run in a process of its own with a time limit, in the folder of electron's package.

interface ElectronGet {
  downloadArtifact(artifact: object): Promise<string>;
}

const require = createRequire(path.join(process.cwd(), "install.js"));
const get = (await import(pathToFileURL(require.resolve("@electron/get")).href)) as ElectronGet;
const { version } = require("./package.json") as { version: string };

/** Takes the address that electron's own package has worked out, mirrors included, and asks it. */
const downloader = {
  async download(url: string): Promise<void> {
    const answer = await fetch(url, { method: "HEAD" });
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    process.exit(0);
  },
};

try {
  await get.downloadArtifact({
    version,
    artifactName: "electron",
    platform: process.platform,
    arch: process.arch,
    cacheRoot: process.env["electron_config_cache"],
    checksums: require("./checksums.json") as object,
    downloader,
  });
} catch (error) {
  const { cause, message } = error as { cause?: { code?: string }; message: string };
  console.error(cause?.code ?? message);
  process.exit(1);
}
