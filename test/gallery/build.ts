import { buildGallery, serveGallery } from "./serve.ts";

/** Playwright runs it once before the tests, whose processes read the page's address, and its answer after them. */
export default async function buildAndServe(): Promise<() => Promise<void>> {
  await buildGallery();
  const { address, close } = await serveGallery();
  process.env["GALLERY_ADDRESS"] = address;
  return close;
}
