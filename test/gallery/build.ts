import { buildGallery } from "./serve.ts";

/** Playwright runs it once before the tests. */
export default buildGallery;
