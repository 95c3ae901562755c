import { build, preview } from "vite";
import { galleryPage } from "./vite.config.ts";

/** Builds the gallery's page into out/gallery/. */
export async function buildGallery(): Promise<void> {
  await build(galleryPage);
}

/** Serves what was built on loopback, at a port of its own. */
export async function serveGallery(): Promise<{
  readonly address: string;
  readonly close: () => Promise<void>;
}> {
  const server = await preview(galleryPage);
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error("the gallery is served nowhere");
  return { address, close: () => server.close() };
}
